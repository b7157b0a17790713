// SPDX-License-Identifier: Apache-2.0

/// A sentence or two in the bytes of a legacy character set, made by Python's codecs.
///
/// Text: Universal Declaration of Human Rights, article 1.
enum UndeclaredSamples {
    /// The set's name, the bytes in hexadecimal, the beginning of the text.
    static let all: [(name: String, hex: String, beginning: String)] = [
        (
            "windows-1251",
            """
            c2f1e520ebfee4e820f0eee6e4e0fef2f1ff20f1e2eee1eee4edfbece820e820f0e0e2edfbec\
            e820e220f1e2eeb8ec20e4eef1f2eee8edf1f2e2e520e820eff0e0e2e0f52e20ceede820ede0\
            e4e5ebe5edfb20f0e0e7f3eceeec20e820f1eee2e5f1f2fcfe20e820e4eeebe6edfb20efeef1\
            f2f3efe0f2fc20e220eef2edeef8e5ede8e820e4f0f3e320e4f0f3e3e020e220e4f3f5e520e1\
            f0e0f2f1f2e2e02e
            """,
            "Все люди рождаются свобо"
        ),
        (
            "koi8-r",
            """
            f7d3c520ccc0c4c920d2cfd6c4c1c0d4d3d120d3d7cfc2cfc4ced9cdc920c920d2c1d7ced9cd\
            c920d720d3d7cfa3cd20c4cfd3d4cfc9ced3d4d7c520c920d0d2c1d7c1c82e20efcec920cec1\
            c4c5ccc5ced920d2c1dad5cdcfcd20c920d3cfd7c5d3d4d8c020c920c4cfccd6ced920d0cfd3\
            d4d5d0c1d4d820d720cfd4cecfdbc5cec9c920c4d2d5c720c4d2d5c7c120d720c4d5c8c520c2\
            d2c1d4d3d4d7c12e
            """,
            "Все люди рождаются свобо"
        ),
        (
            "windows-1253",
            """
            bcebefe920efe920dcede8f1f9f0efe920e3e5edede9effdedf4e1e920e5ebe5fde8e5f1efe9\
            20eae1e920dff3efe920f3f4e7ed20e1eee9eff0f1ddf0e5e9e120eae1e920f4e120e4e9eae1\
            e9feece1f4e12e20c5dfede1e920f0f1efe9eae9f3ecddedefe920ece520ebefe3e9eade20ea\
            e1e920f3f5ede5dfe4e7f3e72e
            """,
            "Όλοι οι άνθρωποι γεννιού"
        ),
        (
            "windows-1255",
            """
            ebec20e1f0e920e4e0e3ed20f0e5ece3e520e1f0e920e7e5f8e9ef20e5f9e5e5e9ed20e1f2f8\
            ebed20e5e1e6ebe5e9e5fae9e4ed2e20ebe5eced20e7e5f0f0e520e1fae1e5f0e420e5e1eef6\
            f4e5ef2c20ecf4e9ebea20e7e5e1e420f2ece9e4ed20ecf0e4e5e220e0e9f920e1f8f2e4e520\
            e1f8e5e720f9ec20e0e7e5e5e42e
            """,
            "כל בני האדם נולדו בני חו"
        ),
        (
            "windows-1256",
            """
            ede6e1cf20cce3edda20c7e1e4c7d320c3cdd1c7d1c7f020e3cad3c7e6ede420dded20c7e1df\
            d1c7e3c920e6c7e1cddee6de2e20e6decf20e6e5c8e6c720dadee1c7f020e6d6e3edd1c7f020\
            e6dae1ede5e320c3e420eddac7e3e120c8dad6e5e320c8dad6c7f020c8d1e6cd20c7e1c5cec7\
            c12e
            """,
            "يولد جميع الناس أحراراً "
        ),
        (
            "windows-1250",
            """
            57737a79736379206c75647a696520726f647ab9207369ea20776f6c6e6920692072f3776e69\
            20706f6420777a676cea64656d207377656a20676f646e6f9c63692069207377796368207072\
            61772e2053b9206f6e69206f626461727a656e6920726f7a756d656d20692073756d69656e69\
            656d206920706f77696e6e6920706f7374ea706f7761e620776f62656320696e6e7963682077\
            20647563687520627261746572737477612c2074616bbf6520849f6c65942e
            """,
            "Wszyscy ludzie rodzą się"
        ),
        (
            "windows-1254",
            """
            42fc74fc6e20696e73616e6c61722068fc722c2068617973697965742076652068616b6c6172\
            2062616bfd6dfd6e64616e2065fe697420646ff061726c61722e20416bfd6c20766520766963\
            64616e612073616869707469726c6572207665206269726269726c6572696e65206b6172fefd\
            206b61726465fe6c696b207a69686e697965746920696c6520686172656b65742065746d656c\
            696469726c65722e
            """,
            "Bütün insanlar hür, hays"
        ),
        (
            "windows-1252",
            """
            546f7573206c657320ea747265732068756d61696e73206e61697373656e74206c6962726573\
            20657420e96761757820656e206469676e6974e920657420656e2064726f6974732e20496c73\
            20736f6e7420646f75e97320646520726169736f6e20657420646520636f6e736369656e6365\
            20657420646f6976656e742061676972206c657320756e7320656e76657273206c6573206175\
            747265732064616e7320756e20657370726974206465206672617465726e6974e92e
            """,
            "Tous les êtres humains n"
        ),
        (
            "shift_jis",
            """
            82b782d782c482cc906c8ad482cd814190b682dc82ea82c882aa82e782c982b582c48ea99752\
            82c582a082e8814182a982c2814191b88cb582c68ca0979882c682c982c282a282c495bd9399\
            82c582a082e98142906c8ad482cd8141979d90ab82c697c7905382c682f08ef682af82e782ea\
            82c482a882e881418cdd82a282c993af964582cc90b8905f82f082e082c182c48d7393ae82b5\
            82c882af82ea82ce82c882e782c882a28142
            """,
            "すべての人間は、生まれながらにして自由であり、か"
        ),
        (
            "euc-jp",
            """
            a4b9a4d9a4c6a4cebfcdb4d6a4cfa1a2c0b8a4dea4eca4caa4aca4e9a4cba4b7a4c6bcabcdb3\
            a4c7a4a2a4eaa1a2a4aba4c4a1a2c2bab8b7a4c8b8a2cdf8a4c8a4cba4c4a4a4a4c6cabfc5f9\
            a4c7a4a2a4eba1a3bfcdb4d6a4cfa1a2cdfdc0ada4c8cec9bfb4a4c8a4f2bcf8a4b1a4e9a4ec\
            a4c6a4aaa4eaa1a2b8dfa4a4a4cbc6b1cba6a4cec0babfc0a4f2a4e2a4c3a4c6b9d4c6b0a4b7\
            a4caa4b1a4eca4d0a4caa4e9a4caa4a4a1a3
            """,
            "すべての人間は、生まれながらにして自由であり、か"
        ),
        (
            "gb18030",
            """
            c8cbc8cbc9fab6f8d7d4d3c9a3acd4dad7f0d1cfbacdc8a8c0fbc9cfd2bbc2c9c6bdb5c8a1a3\
            cbfbc3c7b8b3d3d0c0edd0d4bacdc1bcd0c4a3acb2a2d3a6d2d4d0d6b5dcb9d8cfb5b5c4beab\
            c9f1cfe0b6d4b4fda1a3d5e2cac7d2bbb8f6b1c8bdcfb3a4b5c4bee4d7d3a1a3
            """,
            "人人生而自由，在尊严和权利上一律平等。他们赋有理"
        ),
        (
            "big5",
            """
            a448a448a5cda6d3a6dba5d1a141a662b44cc459a94dc576a751a457a440abdfa5adb5a5a143\
            a54cadccbde1a6b3b27aa9caa94da87da4dfa141a8c3c0b3a548a553a7ccc3f6ab59aababaeb\
            afabacdbb9efabdda143b36fac4fa440add3a4f1b8fbaaf8aabaa579a46ca143
            """,
            "人人生而自由，在尊嚴和權利上一律平等。他們賦有理"
        ),
        (
            "euc-kr",
            """
            b8f0b5e720c0ceb0a3c0ba20c5c2beeeb3af20b6a7bacec5cd20c0dac0afb7cebfecb8e720b1\
            d720c1b8bef6b0fa20b1c7b8aebfa120c0d6beee20b5bfb5eec7cfb4d92e20c0ceb0a3c0ba20\
            c3b5bacec0fbc0b8b7ce20c0ccbcbab0fa20bee7bdc9c0bb20bacebfa9b9debed2c0b8b8e720\
            bcadb7ce20c7fcc1a6bed6c0c720c1a4bdc5c0b8b7ce20c7e0b5bfc7cfbfa9bedf20c7d1b4d9\
            2e
            """,
            "모든 인간은 태어날 때부터 자유로우며 그 존"
        ),
    ]
}
