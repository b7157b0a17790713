// SPDX-License-Identifier: Apache-2.0

/// Words around the names of writers, as data.
enum AuthorWords {
    /// What stands before a name and is no part of it; longer ones before their beginnings.
    static let leads = [
        // English
        "view all posts by", "see all posts by", "all posts by", "more posts by",
        "more articles by",
        "more articles from", "all articles by", "more from", "medically reviewed by",
        "article written by", "article by", "blog post by", "post by",
        "written by", "posted by", "published by", "reviewed by", "authored by", "created by",
        "submitted by", "started by", "story by", "words by", "text by", "about the author",
        "posted in", "by", "authors", "author", "contributor",
        // German
        "veröffentlicht von", "geschrieben von", "ein beitrag von", "ein artikel von",
        "ein gastbeitrag von", "ein kommentar von", "eine analyse von", "erstellt von",
        "gastbeitrag von", "kommentar von", "autorin", "autoren", "autor", "verfasst von",
        "interview von", "text von", "text", "von",
        // French
        "publié par", "écrit par", "rédigé par", "posté par", "propos recueillis par", "par",
        "auteurs", "auteure", "auteur",
        // Spanish, Portuguese, Italian
        "publicado por", "escrito por", "postado por", "pubblicato da", "scritto da",
        "a cura di", "redactado por", "por", "autora", "autore", "autrice", "di",
        // Dutch, Scandinavian
        "geschreven door", "gepubliceerd door", "geplaatst door", "door", "skrevet av",
        "skrevet af", "skriven av", "av", "af",
        // Polish, Czech, Russian, Ukrainian
        "opublikowane przez", "opublikował", "napisał", "dodał", "przez", "autorzy", "tekst",
        "napsal", "текст", "автор", "авторы", "опубликовал",
        // Turkish, Arabic, Chinese, Japanese
        "yazar", "yazan", "بقلم", "كتب", "كتبت", "الكاتب", "作者", "文", "撰文", "记者", "記者", "著者", "執筆",
        "投稿者",
    ]

    /// Leads by which a line of text is known as a byline, without any markup.
    ///
    /// Words that begin other things as well (`di`, `av`, `text`) are left out.
    static let lineLeads: Set<String> = [
        "by", "von", "par", "por", "door", "przez", "author", "autor", "autorin", "auteur",
        "autora", "autore", "автор", "текст", "بقلم", "作者", "記者", "记者", "著者", "yazan", "yazar",
    ]

    /// Small words inside of names.
    static let particles: Set<String> = [
        "de", "van", "der", "den", "la", "le", "von", "zu", "zur", "di", "da", "dos", "del", "du",
        "ten", "ter", "af", "al", "el", "bin", "ben", "ibn", "y", "e", "of", "the", "for",
    ]

    /// What joins two names.
    static let joints = [
        " and ", " und ", " et ", " y ", " e ", " i ", " en ", " och ", " og ", " и ", " و ", " & ",
        " with ", " mit ", " avec ", " con ", ";", "|", " / ", "、", "·", "•", " und\n", "\n",
    ]

    /// Names of nobody.
    static let nobody: Set<String> = [
        "admin", "administrator", "editor", "author", "guest", "unknown", "anonymous", "user",
        "webmaster", "root", "default", "none", "null", "undefined", "n/a", "superuser", "system",
        "wordpress", "name", "redaktion", "redakcja", "gast", "anonym", "administrador", "редакция",
        "share", "follow", "facebook", "twitter", "linkedin", "instagram", "email", "e-mail",
        "read more", "sign in", "log in", "login", "subscribe", "menu", "home", "blog", "news",
        "all posts", "view all posts", "more posts", "view more posts", "see all posts", "profile",
        "view profile", "contact", "about", "view author", "the author", "our authors", "post",
        "topic author", "comments", "no comments", "leave a comment", "category", "feature",
        "false", "true", "and", "und", "et", "authorized dealer", "from the author",
        "follow the author", "see more",
        // What readers do, and what pages call their parts.
        "sign up", "signup", "signin", "register", "log out", "join", "join now", "members",
        "guests", "asked", "via", "from the", "comment", "reply", "copy", "copy link", "print",
        "article", "articles",
        "press release", "in this article", "table of contents", "home blog", "api reference",
        "rate story", "insights from",
        "anmelden", "einloggen", "registrieren", "abonnieren", "kommentare", "artikel", "antworten",
        "se connecter", "s'inscrire", "s'abonner", "connexion", "inscription", "répondre",
        "iniciar sesión", "registrarse", "suscribirse", "entrar", "cadastre-se", "assine",
        "accedi", "registrati", "abbonati", "inloggen", "aanmelden", "registreren", "zaloguj",
        "zaloguj się", "zarejestruj się", "войти", "вход", "ответить", "تسجيل الدخول", "登录", "注册",
        "回复", "ログイン", "新規登録", "返信",
        // Rests of dates.
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ]

    /// Words of offices and trades: a part that holds one is what a writer is, not who.
    ///
    /// Compared as whole words in lower case.
    static let roles: Set<String> = [
        // English
        "writer", "editor", "reporter", "correspondent", "contributor", "columnist", "journalist",
        "founder", "co-founder", "cofounder", "ceo", "cto", "cmo", "director", "manager",
        "specialist", "coordinator", "strategist", "analyst", "consultant", "expert", "producer",
        "photographer", "president", "professor", "author", "owner", "marketer", "engineer",
        "developer", "designer", "researcher", "scientist", "blogger", "educator", "educators",
        "head", "lead", "vp", "copywriter", "freelancer", "freelance", "moderator", "member",
        "administrator", "senior", "staff", "contributing", "former", "intern", "fellow",
        "publisher",
        // German
        "redakteur", "redakteurin", "journalistin", "korrespondent", "korrespondentin",
        "chefredakteur",
        "chefredakteurin", "volontär", "volontärin", "autor", "autorin", "ressortleiter",
        "geschäftsführer",
        // French, Spanish, Italian, Portuguese
        "journaliste", "rédacteur", "rédactrice", "correspondant", "correspondante", "redactor",
        "redactora", "periodista", "corresponsal", "giornalista", "redattore", "redattrice",
        "jornalista", "repórter", "editora",
        // Dutch, Polish, Russian
        "redacteur", "verslaggever", "correspondente", "dziennikarz", "dziennikarka", "redaktor",
        "корреспондент", "редактор", "журналист", "обозреватель",
    ]

    /// News agencies, in lower case: no writers, kept apart from names.
    static let agencies: Set<String> = [
        "dpa", "afp", "ap", "reuters", "associated press", "the associated press", "sid", "epd",
        "kna", "apa", "ansa", "efe", "lusa", "belga", "anp", "pap", "tass", "тасс", "риа новости",
        "interfax", "интерфакс", "xinhua", "新华社", "共同通信", "時事通信", "agence france-presse",
        "press association", "pa media", "pti", "ians", "ani", "canadian press",
        "the canadian press",
        "upi", "bloomberg", "keystone-sda", "sda", "dpa/tmn", "tmn", "afp/dpa", "dpa-afx", "ots",
        "europa press", "agencia efe", "agencias", "agências", "agenzia ansa", "agences",
        "agenturen",
    ]
}
