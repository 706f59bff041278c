"""The core profile in tables: which JSON property becomes which field, and by which reader.

What stands here is read and has an effect; `carried` lists what is kept without one, and what is
refused although survey-core knows it. Anything else is unknown and refused too.
"""


def _table(rows: str) -> dict[str, tuple[str, str]]:
    """Lines of `jsonName,alias… field reader` as {json name or alias: (field, reader)}."""
    table = {}
    for line in rows.strip().splitlines():
        names, field, reader = line.split()
        for name in names.split(","):
            table[name] = (field, reader)
    return table


ELEMENT = _table("""
    name name ignore
    type type ignore
    title title text
    description description text
    visible is_visible bool
    visibleIf visible_if expression
    enableIf enable_if expression
    requiredIf required_if expression
    isRequired is_required bool
    requiredErrorText required_error text
    readOnly is_read_only bool
    state state string
    startWithNewLine starts_line bool
    showNumber show_number bool
    hideNumber show_number not
""")

PANEL = ELEMENT | _table("""
    elements,questions elements ignore
    questionOrder,questionsOrder question_order string
    showQuestionNumbers numbering panel_numbering
    questionStartIndex number_start string
""")

PAGE = PANEL | _table("""
    navigationTitle navigation_title text
    navigationDescription navigation_description text
""")

QUESTION = ELEMENT | _table("""
    valueName value_name string
    defaultValue default_value value
    defaultValueExpression default_expression expression
    setValueIf set_value_if expression
    setValueExpression set_value_expression expression
    resetValueIf reset_value_if expression
    clearIfInvisible clear_if_invisible string
    validators validators validators
    showCommentArea,hasComment has_comment bool
    commentText comment_text text
    commentPlaceholder,commentPlaceHolder comment_placeholder text
    titleLocation title_location string
    useDisplayValuesInDynamicTexts,useDisplayValuesInTitle shows_display_values bool
    correctAnswer correct_answer value
""")

TEXT = QUESTION | _table("""
    inputType input_type input_type
    min low bound
    max high bound
    minValueExpression low_expression expression
    maxValueExpression high_expression expression
    minErrorText low_error text
    maxErrorText high_error text
    step step step
    stepErrorText step_error text
    maxLength max_length int
    placeholder,placeHolder placeholder text
    dataList suggestions strings
    maskType mask_type string
""")

COMMENT = QUESTION | _table("""
    maxLength max_length int
    rows rows int
    placeholder,placeHolder placeholder text
    acceptCarriageReturn accepts_newlines bool
""")

CHOICES = QUESTION | _table("""
    choices choices choices
    choicesOrder order order
    choicesVisibleIf choices_visible_if expression
    choicesEnableIf choices_enable_if expression
    choicesFromQuestion source string
    choicesFromQuestionMode source_mode string
    hideIfChoicesEmpty hides_when_empty bool
    showOtherItem,hasOther has_other bool
    showNoneItem,hasNone has_none bool
    showRefuseItem has_refuse bool
    showDontKnowItem has_dont_know bool
    otherText other_text text
    noneText none_text text
    refuseText refuse_text text
    dontKnowText dont_know_text text
    otherErrorText other_error text
    otherPlaceholder,otherPlaceHolder other_placeholder text
    storeOthersAsComment stores_other_as_comment storing
    colCount columns int
""")

MULTIPLE = CHOICES | _table("""
    showSelectAllItem,hasSelectAll has_select_all bool
    selectAllText select_all_text text
    minSelectedChoices least int
    maxSelectedChoices most int
    valuePropertyName value_property string
""")

DROPDOWN = CHOICES | _table("""
    choicesMin range_low int
    choicesMax range_high int
    choicesStep range_step int
    placeholder,optionsCaption placeholder text
    allowCustomChoices allows_custom bool
    choicesLazyLoadEnabled is_lazy bool
""")

TAGBOX = MULTIPLE | _table("""
    placeholder placeholder text
    allowCustomChoices allows_custom bool
    choicesLazyLoadEnabled is_lazy bool
""")

RANKING = MULTIPLE | _table("""
    selectToRankEnabled selects_to_rank bool
""")

IMAGEPICKER = CHOICES | _table("""
    multiSelect is_multiple bool
""")

RATING = QUESTION | _table("""
    rateType,rateDisplayMode rate_type string
    rateValues values choices
    rateMin low number
    rateMax high number
    rateStep step number
    rateCount count int
    autoGenerate is_generated bool
    minRateDescription,mininumRateDescription low_text text
    maxRateDescription,maximumRateDescription high_text text
    displayMode display_mode string
""")

BOOLEAN = QUESTION | _table("""
    valueTrue value_true value
    valueFalse value_false value
    label label text
    labelTrue label_true text
    labelFalse label_false text
    displayMode display_mode string
    useTitleAsLabel uses_title_as_label bool
""")

MATRIX = QUESTION | _table("""
    rows rows choices
    columns columns choices
    rowsVisibleIf rows_visible_if expression
    columnsVisibleIf columns_visible_if expression
    eachRowRequired,isAllRowRequired is_each_row_required bool
    eachRowUnique is_each_row_unique bool
    rowOrder,rowsOrder row_order string
    cellType cell_type string
    cells cells cells
    hideIfRowsEmpty hides_when_empty bool
""")

MULTIPLETEXT = QUESTION | _table("""
    items items items
    colCount columns int
""")

EXPRESSION = QUESTION | _table("""
    expression expression expression
    format format text
    displayStyle display_style string
    currency currency string
    maximumFractionDigits maximum_fraction_digits int
    minimumFractionDigits minimum_fraction_digits int
    useGrouping use_grouping bool
    precision precision int
""")

HTML = QUESTION | _table("""
    html html text
""")

IMAGE = QUESTION | _table("""
    imageLink image address
    altText,text alt text
    contentMode content_mode string
    imageFit image_fit string
    imageHeight height value
    imageWidth width value
""")

SURVEY = _table("""
    title title text
    description description text
    locale locale string
    pages,elements,questions pages ignore
    triggers triggers ignore
    calculatedValues calculated ignore
    firstPageIsStartPage,firstPageIsStarted first_page_is_start bool
    questionsOnPageMode questions_on_page string
    isSinglePage questions_on_page ignore
    showQuestionNumbers numbering numbering
    questionStartIndex number_start string
    questionTitleTemplate title_template plain
    questionTitlePattern title_pattern string
    requiredMark,requiredText required_mark string
    readOnly is_read_only bool
    mode is_read_only display_mode
    questionOrder,questionsOrder question_order string
    storeOthersAsComment stores_other_as_comment bool
    maxTextLength max_text_length int
    maxCommentLength,maxOthersLength max_comment_length int
    clearInvisibleValues clear_invisible clearing
    completedHtml completed_html text
    completedHtmlOnCondition completed_html_if ignore
    completedBeforeHtml completed_before_html text
    navigateToUrl navigate_to_url string
    navigateToUrlOnCondition navigate_to_url_if ignore
    startSurveyText start_text text
    pagePrevText previous_text text
    pageNextText next_text text
    completeText complete_text text
    showPrevButton shows_previous bool
    showTitle shows_title bool
    showPageTitles shows_page_titles bool
    showProgressBar shows_progress_bar progress
    progressBarLocation progress_bar_location string
    progressBarType progress_bar_type string
    showPreviewBeforeComplete shows_preview preview
""")

ITEM = {
    name: row for name, row in TEXT.items() if row[0] not in ("value_name", "has_comment", "visible_if", "enable_if")
}

TYPES: dict[str, dict[str, tuple[str, str]]] = {
    "text": TEXT,
    "comment": COMMENT,
    "radiogroup": CHOICES,
    "dropdown": DROPDOWN,
    "checkbox": MULTIPLE,
    "tagbox": TAGBOX,
    "ranking": RANKING,
    "imagepicker": IMAGEPICKER,
    "rating": RATING,
    "boolean": BOOLEAN,
    "matrix": MATRIX,
    "multipletext": MULTIPLETEXT,
    "expression": EXPRESSION,
    "html": HTML,
    "image": IMAGE,
}
