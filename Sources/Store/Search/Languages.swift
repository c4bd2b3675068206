/// Codes and names of one language that files and people use for each other.
enum Languages {
    /// Every code and name of the language that `word` is one of, itself too; only `word` if it is
    /// none.
    static func equals(of word: String) -> [String] {
        let word = word.lowercased()
        return byWord[word] ?? [word]
    }

    private static let byWord: [String: [String]] = {
        var byWord: [String: [String]] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for word in words { byWord[word] = words }
        }
        return byWord
    }()

    /// ISO 639-1, ISO 639-2 (terminology, then bibliography where it is another), English name.
    private static let table = """
        af afr afrikaans
        sq sqi alb albanian
        am amh amharic
        ar ara arabic
        hy hye arm armenian
        as asm assamese
        az aze azerbaijani
        eu eus baq basque
        be bel belarusian
        bn ben bengali
        bs bos bosnian
        br bre breton
        bg bul bulgarian
        my mya bur burmese
        ca cat catalan
        zh zho chi chinese
        co cos corsican
        hr hrv croatian
        cs ces cze czech
        da dan danish
        nl nld dut dutch
        en eng english
        eo epo esperanto
        et est estonian
        fo fao faroese
        fi fin finnish
        fr fra fre french
        gl glg galician
        ka kat geo georgian
        de deu ger german
        el ell gre greek
        gu guj gujarati
        ha hau hausa
        he heb hebrew
        hi hin hindi
        hu hun hungarian
        is isl ice icelandic
        ig ibo igbo
        id ind indonesian
        ga gle irish
        it ita italian
        ja jpn japanese
        jv jav javanese
        kn kan kannada
        kk kaz kazakh
        km khm khmer
        ko kor korean
        ku kur kurdish
        ky kir kyrgyz
        lo lao
        la lat latin
        lv lav latvian
        lt lit lithuanian
        lb ltz luxembourgish
        mk mkd mac macedonian
        mg mlg malagasy
        ms msa may malay
        ml mal malayalam
        mt mlt maltese
        mi mri mao maori
        mr mar marathi
        mn mon mongolian
        ne nep nepali
        no nor norwegian
        nb nob
        nn nno
        oc oci occitan
        or ori oriya
        ps pus pashto
        fa fas per persian
        pl pol polish
        pt por portuguese
        pa pan punjabi
        qu que quechua
        ro ron rum romanian
        ru rus russian
        sm smo samoan
        sa san sanskrit
        gd gla gaelic
        sr srp serbian
        sn sna shona
        sd snd sindhi
        si sin sinhala
        sk slk slo slovak
        sl slv slovenian
        so som somali
        st sot sotho
        es spa spanish
        su sun sundanese
        sw swa swahili
        sv swe swedish
        tl tgl tagalog
        tg tgk tajik
        ta tam tamil
        tt tat tatar
        te tel telugu
        th tha thai
        bo bod tib tibetan
        ti tir tigrinya
        tr tur turkish
        tk tuk turkmen
        uk ukr ukrainian
        ur urd urdu
        ug uig uyghur
        uz uzb uzbek
        vi vie vietnamese
        cy cym wel welsh
        wo wol wolof
        xh xho xhosa
        yi yid yiddish
        yo yor yoruba
        zu zul zulu
        """
}
