"""Properties that are kept without effect, and those that are refused although survey-core knows them.

Carried properties change only looks or typing comfort: they stay in `cosmetic` for the pages to use
or ignore and never change an answer or a rule.
"""

from surveys.rules.marking import gettext_noop


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CARRIED_ELEMENT = _words("""
    width minWidth maxWidth colSpan effectiveColSpan indent innerIndent page questionTitleWidth
    questionTitleLocation questionErrorLocation gridLayoutColumns allowAdaptiveActions
    showNavigationButtons navigationButtonsVisibility descriptionLocation errorLocation showTitle
    questionDescriptionLocation defaultDisplayValue renderAs randomize randomizeCategory
""")
CARRIED_QUESTION = CARRIED_ELEMENT | _words("""
    inputSize size textUpdateMode autocomplete autoComplete inputTextAlignment maskSettings cols
    autoGrow allowResize separateSpecialChoices allowClear showClearButton showOptionsCaption
    itemComponent inputFieldComponent textWrapEnabled searchEnabled searchMode hideSelectedItems
    closeOnSelect createCustomChoiceText choicesLazyLoadPageSize
    scaleColorMode rateColorMode displayRateDescriptionsAsExtremeItems rateDescriptionLocation
    swapOrder longTap selectToRankSwapAreas selectToRankAreasLayout
    selectToRankEmptyRankedAreaText selectToRankEmptyUnrankedAreaText columnMinWidth showHeader
    verticalAlign alternateRows displayMode rowTitleWidth cellComponent itemSize itemErrorLocation
    itemTitleWidth colCount contentMode imageFit imageHeight imageWidth minImageWidth
    minImageHeight maxImageWidth maxImageHeight showLabel placeholder
""")
CARRIED_SURVEY = _words("""
    logo logoWidth logoHeight logoFit logoPosition autoFocusFirstQuestion
    focusFirstQuestionAutomatic autoFocusFirstError focusOnFirstError loadingHtml sjsVersion
    $schema surveyId surveyPostId surveyShowDataSaving cookieName partialSendEnabled
    sendResultOnPageNext showNavigationButtons navigationButtonsLocation showCompletePage
    showCompletedPage matrixDragHandleArea showPageNumbers questionTitleLocation
    questionDescriptionLocation questionErrorLocation progressBarShowNavigationText
    progressBarShowPageTitles progressBarShowPageNumbers progressBarNavigationTextLocation
    progressBarInheritWidthFrom showTOC tocLocation tocItemComponent autoAdvanceEnabled
    goNextPageAutomatic autoAdvanceAllowComplete allowCompleteSurveyAutomatic checkErrorsMode
    validateVisitedEmptyFields textUpdateMode autoGrowComment allowResizeComment commentAreaRows
    previewText editText previewMode timerLocation timerInfoMode showTimerPanelMode showTimerPanel
    widthMode gridLayoutEnabled width fitToContainer headerView backgroundImage backgroundImageFit
    backgroundImageAttachment backgroundOpacity showBrandInfo regionalFormat
""")

UNSUPPORTED: dict[str, str] = {
    "choicesByUrl": gettext_noop("choices fetched from another server"),
    "bindings": gettext_noop("bindings between properties"),
    "choiceValuesFromQuestion": gettext_noop("choices taken from a table of answers"),
    "choiceTextsFromQuestion": gettext_noop("choices taken from a table of answers"),
    "customFunctions": gettext_noop("functions of your own"),
    "timeLimit": gettext_noop("a time limit"),
    "maxTimeToFinish": gettext_noop("a time limit"),
    "timeLimitPerPage": gettext_noop("a time limit"),
    "maxTimeToFinishPage": gettext_noop("a time limit"),
    "showTimer": gettext_noop("a time limit"),
    "templateElements": gettext_noop("repeated panels"),
}
"""Known to survey-core, refused when switched on."""
