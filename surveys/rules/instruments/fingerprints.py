"""The checksums of the validated instruments as they are shipped; a test holds the library against them."""

FINGERPRINTS: dict[str, dict[str, dict[str, str]]] = {
    "nps": {
        "nps": {
            "en": "ef1afc06fcddbf3e7602ca23c5fb52e631ced40b6ab5f8219dbf89fc02dae1a4",
            "scale": "44213da78e5b65ba09417231dddeff6cc19a04c93828df94bacff96ff336caa4",
            "zh-hans": "a06024ae77afea60262dc677f8ad001a83553b7ed489d119496968d50b574152",
        },
    },
    "csat": {
        "csat": {
            "en": "9001c3f6104d70c2c834fe7f355357180feead41f00d0c5aca6c104e5415d43c",
            "scale": "2c3cc952d16608270ef75177a739b5d4107183f7596f553c2733500662e4bab9",
            "zh-hans": "7386963af2a7990924cf8f41531502fb623cf1f27eaaaa54dc84706755bec33c",
        },
    },
    "ces": {
        "ces": {
            "en": "0d7690517203ebddf3780d1e5df9a771bf1ca65e349e52a41b0c7050f5860e52",
            "scale": "5489364de76cd84f96d08de7e6784ccd165a5b57efdf9e1d29389fa5043ad82d",
            "zh-hans": "1005caba40eba546595b574ea98c21f535f3a9041c2574ad8d8006841360ffe0",
        },
    },
    "sus": {
        "sus_1": {
            "en": "998ceda46317dd0b52c08bb9ac6c265d1b6c4c2bd33fc50a1e2efcca2952b98f",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "5effe223f60430dbb845d1b14046609595614f1370e3a86a2c274c6072cd903b",
        },
        "sus_2": {
            "en": "0de1c7718818b43f8cc99f9e9a72e4dae5436a6e3f0440d3b5928a708c4fcdbf",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "e2c41955321174e0277284bf2c345ecb0e09a07c629540bb4013b486cc41ba77",
        },
        "sus_3": {
            "en": "ede4b877470e114bb78456216573a143649f5915e36d9a961fc84aef6463b2cc",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "fad7e90d5356f734fc5ae9f854b42a5cc7f5d5ef538fe521a6f311e39adc0619",
        },
        "sus_4": {
            "en": "878c8a15b5e70fb4621e866f2cba3b7599eafdfc8638dc14c9d3ed4a13aa181c",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "24ecf13a4a65855529195cac1ed77cf228f42487702c8aaf25a96f7eb1cca14c",
        },
        "sus_5": {
            "en": "efcb15c219137cd5e2a044edba89a6d8cf662396d88a5014a53d1bd38a4be46d",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "a842d9c77f3c0c254b0ef5327d5c545bfe18d23bbb9e80c54d96d35679b46379",
        },
        "sus_6": {
            "en": "07914b878bbc87b492b8189bd28c90893815fbf994ec1aea375dc081c1de6ef8",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "5457ce00a650febf3f7ae4a7bd97665dba1a732e58e6d7d96e934ac0650580ec",
        },
        "sus_7": {
            "en": "a53c5b07694827dc358ec33d4d7486497064e9853456e7c8b5c476c9249e9d2c",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "284a3575ca1f600e9948337510e6836a0c05833ff116dd3579f5620138020808",
        },
        "sus_8": {
            "en": "b52d16e50029d43f64aa974e7197310216829b011091048082f571a1c133db89",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "85c8729ff22ed79273860c1fdbf456407387a45deb7dbca592fb3c2177c985c0",
        },
        "sus_9": {
            "en": "1c2d2c7ddd7ba714511ec5a1cf5e0c91b3903de0b07348c6001b07ff7512d2a3",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "b5b8cd2f2bc429dca0e2452701b2981a72d71336f68d4619959dfd6d0b6ff016",
        },
        "sus_10": {
            "en": "c78e44c91745b01143f783afd074d859abf4a4eb826e1955739e5bd6536de3a6",
            "scale": "a520226ada100c757132a4d1cbc37fae86d5bb75ee2eca64eb7d3d7d9ad78e21",
            "zh-hans": "a094673dd812a92ccab61181512f227a67552d2d66eda9505231462d883f9913",
        },
    },
    "umux-lite": {
        "umux_lite_1": {
            "en": "79b32a68309ed6f46442d7c81749219f80ac62e2794d23f73029dfb4b060acf5",
            "scale": "5489364de76cd84f96d08de7e6784ccd165a5b57efdf9e1d29389fa5043ad82d",
            "zh-hans": "50bee4a8bd1ca39894e59e405ab75c21528e3eb3a357648d66a7698770991e67",
        },
        "umux_lite_2": {
            "en": "0e1a9487f8e58d6ea6d021927209c9b86f2600ce9b75730588efa49fbaf4acdd",
            "scale": "5489364de76cd84f96d08de7e6784ccd165a5b57efdf9e1d29389fa5043ad82d",
            "zh-hans": "cd955c71b7cf4defbfc57a6cf9603b44a766c074a4f9308ba0f4aef8709f300f",
        },
    },
}
