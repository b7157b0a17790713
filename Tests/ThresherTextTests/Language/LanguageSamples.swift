// SPDX-License-Identifier: Apache-2.0

/// A sentence or two in many languages.
///
/// Text: Universal Declaration of Human Rights, article 1.
enum LanguageSamples {
    /// The language's tag and the text.
    static let all: [(tag: String, text: String)] = [
        (
            "af",
            """
            Alle menslike wesens word vry, met gelyke waardigheid en regte, \
            gebore. Hulle het rede en gewete en behoort in die gees van \
            broederskap teenoor mekaar op te tree.
            """
        ),
        (
            "am",
            """
            የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው። የተፈጥሮ ማስተዋልና ሕሊና ስላለው አንዱ \
            ሌላውን በወንድማማችነት መንፈስ መመልከት ይገባዋል።
            """
        ),
        (
            "ar",
            """
            يولد جميع الناس أحرارا متساوين في الكرامة والحقوق، وقد وهبوا عقلا \
            وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء.
            """
        ),
        (
            "as",
            """
            জন্মগতভাৱে সকলো মানুহ মৰ্যাদা আৰু অধিকাৰত সমান আৰু স্বতন্ত্ৰ। তেওঁলোকৰ \
            বিবেক আৰু বুদ্ধি আছে। তেওঁলোকে প্ৰত্যেকে প্ৰত্যেকক ভাতৃভাৱে ব্যৱহাৰ \
            কৰা উচিত।
            """
        ),
        (
            "az",
            """
            Bütün insanlar ləyaqət və hüquqlarına görə azad bərabər doğulurlar. \
            Onların şüurları və vicdanları var və bir-birlərinə münasibətdə \
            qardaşlıq ruhunda davranmalıdırlar.
            """
        ),
        (
            "be",
            """
            Усе людзі нараджаюцца свабоднымі і роўнымі ў сваёй годнасці і правах. \
            Яны надзелены розумам і сумленнем і павінны ставіцца адзін да аднаго ў \
            духу брацтва.
            """
        ),
        (
            "bg",
            """
            Всички хора се раждат свободни и равни по достойнство и права. Те са \
            надарени с разум и съвест и следва да се отнасят помежду си в дух на \
            братство. Всеки човек има право на живот, свобода и лична сигурност. \
            Никой не трябва да бъде държан в робство или в подчинение.
            """
        ),
        (
            "bn",
            """
            সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। \
            তাঁদের বিবেক এবং বুদ্ধি আছে; সুতরাং সকলেরই একে অপরের প্রতি \
            ভ্রাতৃত্বসুলভ মনোভাব নিয়ে আচরণ করা উচিত।
            """
        ),
        (
            "bo",
            """
            འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌། \
            ཐོབ་ཐངགི་རང་དབང་འདྲ་མཉམ་དུ་ཡོད་ལ།
            """
        ),
        (
            "ca",
            """
            Tots els éssers humans neixen lliures i iguals en dignitat i en drets. \
            Són dotats de raó i de consciència, i han de comportar-se \
            fraternalment els uns amb els altres.
            """
        ),
        (
            "ceb",
            """
            Ang tanang katawhan gipakatawo nga may kagawasan ug managsama sa \
            kabililhon. Sila gigasahan sa salabutan ug tanlag og mag-ilhanay isip \
            managsoon sa usa'g-usa diha sa diwa sa ospiritu.
            """
        ),
        (
            "ckb",
            """
            هەموو مرۆڤەکان بە ئازادی و یەکسان لە کەرامەت و مافدا لە دایک دەبن. \
            هەموویان خاوەن ئەقڵ و ویژدانن و پێویستە بە گیانی برایەتی لەگەڵ یەکتردا \
            بجووڵێنەوە.
            """
        ),
        (
            "cs",
            """
            Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. \
            Jsou nadáni rozumem a svědomím a mají spolu jednat v duchu bratrství.
            """
        ),
        (
            "cy",
            """
            Genir pawb yn rhydd ac yn gydradd â'i gilydd mewn urddas a hawliau. \
            Fe'u cynysgaeddir â rheswm a chydwybod, a dylai pawb ymddwyn y naill \
            at y llall mewn ysbryd cymodlon.
            """
        ),
        (
            "da",
            """
            Alle mennesker er født frie og lige i værdighed og rettigheder. De er \
            udstyret med fornuft og samvittighed, og de bør handle mod hverandre i \
            en broderskabets ånd.
            """
        ),
        (
            "de",
            """
            Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie \
            sind mit Vernunft und Gewissen begabt und sollen einander im Geist der \
            Brüderlichkeit begegnen.
            """
        ),
        (
            "dv",
            """
            ހުރިހާ އިންސާނުން ވެސް އުފަންވަނީ މިނިވަންކަމުގައި، ހަމަހަމަ \
            ކަރާމާތަކާއި ހަމަހަމަ ހައްޤުތަކެއް ލިބިގެންވާ ބައެއްގެ ގޮތުގައެވެ.
            """
        ),
        (
            "el",
            """
            Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και \
            τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση, και \
            οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.
            """
        ),
        (
            "en",
            """
            All human beings are born free and equal in dignity and rights. They \
            are endowed with reason and conscience and should act towards one \
            another in a spirit of brotherhood.
            """
        ),
        (
            "es",
            """
            Todos los seres humanos nacen libres e iguales en dignidad y derechos \
            y, dotados como están de razón y conciencia, deben comportarse \
            fraternalmente los unos con los otros.
            """
        ),
        (
            "et",
            """
            Kõik inimesed sünnivad vabadena ja võrdsetena oma väärikuselt ja \
            õigustelt. Neile on antud mõistus ja südametunnistus ja nende \
            suhtumist üksteisesse peab kandma vendluse vaim.
            """
        ),
        (
            "eu",
            """
            Gizon-emakume guztiak aske jaiotzen dira, duintasun eta eskubide \
            berberak dituztela; eta ezaguera eta kontzientzia dutenez gero, \
            elkarren artean senide legez jokatu beharra dute.
            """
        ),
        (
            "fa",
            """
            تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم \
            برابرند. همه دارای عقل و وجدان هستند و باید نسبت به یکدیگر با روح \
            برادری رفتار کنند.
            """
        ),
        (
            "fi",
            """
            Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja \
            oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on \
            toimittava toisiaan kohtaan veljeyden hengessä.
            """
        ),
        (
            "fr",
            """
            Tous les êtres humains naissent libres et égaux en dignité et en \
            droits. Ils sont doués de raison et de conscience et doivent agir les \
            uns envers les autres dans un esprit de fraternité.
            """
        ),
        (
            "ga",
            """
            Saolaítear na daoine uile saor agus comhionann ina ndínit agus ina \
            gcearta. Tá bauidh an réasúin agus an choinsiasa acu agus dlíd iad \
            féin d'iompar de mheon bráithreachais i leith a chéile.
            """
        ),
        (
            "gd",
            """
            Rugadh na h-uile duine saor agus co-ionnan nan urram 's nan \
            còirichean. Tha iad reusanta is cogaiseach, agus bu chòir dhaibh a \
            ghiùlain ris a chèile ann an spiorad bràthaireil.
            """
        ),
        (
            "gl",
            """
            Tódolos seres humanos nacen libres e iguais en dignidade e dereitos e, \
            dotados como están de razón e conciencia, díbense comportar \
            fraternalmente uns cos outros.
            """
        ),
        (
            "gu",
            """
            પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર અને સમાન \
            હોય છે. તેમનામાં વિચારશક્તિ અને અંતઃકરણ હોય છે અને તેમણે પરસ્પર \
            બંધુત્વની ભાવનાથી વર્તવું જોઇએ.
            """
        ),
        (
            "he",
            """
            כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו \
            בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחווה.
            """
        ),
        (
            "hi",
            """
            सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और \
            समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और \
            परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।
            """
        ),
        (
            "hr",
            """
            Sva ljudska bića rađaju se slobodna i jednaka u dostojanstvu i \
            pravima. Ona su obdarena razumom i sviješću i trebaju jedno prema \
            drugome postupati u duhu bratstva.
            """
        ),
        (
            "ht",
            """
            Tout moun fèt lib, egal ego pou diyite kou wè dwa. Nou gen la rezon ak \
            la konsyans epi nou fèt pou nou aji youn ak lot ak yon lespri \
            fwatènite.
            """
        ),
        (
            "hu",
            """
            Minden emberi lény szabadon születik és egyenlő méltósága és joga van. \
            Az emberek, ésszel és lelkiismerettel bírván, egymással szemben \
            testvéri szellemben kell hogy viseltessenek.
            """
        ),
        (
            "hy",
            """
            Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու \
            իրավունքներով։ Նրանք ունեն բանականություն ու խիղճ և միմյանց պետք է \
            եղբայրաբար վերաբերվեն։
            """
        ),
        (
            "id",
            """
            Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang \
            sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul \
            satu sama lain dalam semangat persaudaraan.
            """
        ),
        (
            "is",
            """
            Hver maður er borinn frjáls og jafn öðrum að virðingu og réttindum. \
            Menn eru gæddir vitsmunum og samvizku, og ber þeim að breyta \
            bróðurlega hverjum við annan.
            """
        ),
        (
            "it",
            """
            Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. \
            Essi sono dotati di ragione e di coscienza e devono agire gli uni \
            verso gli altri in spirito di fratellanza.
            """
        ),
        (
            "ja",
            """
            すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。
            """
        ),
        (
            "jv",
            """
            Saben uwong kalairake kanthi mardika lan darbe martabat lan hak-hak \
            kang padha. Kabeh pinaringan akal lan kalbu sarta kaajab anggone \
            pasrawungan mitra siji lan liyane tansah ngugemi jiwa paseduluran.
            """
        ),
        (
            "ka",
            """
            ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და \
            უფლებებით. მათ მინიჭებული აქვთ გონება და სინდისი და ერთმანეთის მიმართ \
            უნდა იქცეოდნენ ძმობის სულისკვეთებით.
            """
        ),
        (
            "kk",
            """
            Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең \
            болып дүниеге келеді. Адамдарға ақыл-парасат, ар-ождан берілген, \
            сондықтан олар бір-бірімен туыстық, бауырмалдық қарым-қатынас \
            жасаулары тиіс.
            """
        ),
        (
            "km",
            """
            មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព \
            ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។
            """
        ),
        (
            "kn",
            """
            ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ. ಹಾಗೂ ಘನತೆ ಮತ್ತು ಹಕ್ಕುಗಳಲ್ಲಿ \
            ಸಮಾನರಾಗಿದ್ದಾರೆ. ವಿವೇಕ ಮತ್ತು ಅಂತಃಕರಣಗಳನ್ನು ಪಡೆದವರಾದ್ದರಿಂದ ಅವರು ಪರಸ್ಪರ \
            ಸಹೋದರ ಭಾವದಿಂದ ವರ್ತಿಸಬೇಕು.
            """
        ),
        (
            "ko",
            """
            모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 \
            형제애의 정신으로 행동하여야 한다.
            """
        ),
        (
            "ky",
            """
            Бардык адамдар өз беделинде жана укуктарында эркин жана тең укуктуу \
            болуп жаралат. Алардын аң-сезими менен абийири бар жана бири-бирине \
            бир туугандык мамиле кылууга тийиш.
            """
        ),
        (
            "lo",
            """
            ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ, ສິດທິ, ເສລີພາບ ແລະ \
            ຄວາມສະເໝີພາບເທົ່າທຽມກັນ.
            """
        ),
        (
            "lt",
            """
            Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis. Jiems \
            suteiktas protas ir sąžinė ir jie turi elgtis vienas kito atžvilgiu \
            kaip broliai.
            """
        ),
        (
            "lv",
            """
            Visi cilvēki piedzimst brīvi un vienlīdzīgi savā pašcieņā un tiesībās. \
            Viņi ir apveltīti ar saprātu un sirdsapziņu, un viņiem jāizturas citam \
            pret citu brālības garā.
            """
        ),
        (
            "mg",
            """
            Teraka afaka sy mitovy zo sy fahamendrehana ny olombelona rehetra. \
            Samy manan-tsaina sy fieritreretana ka tokony hifampitondra \
            am-pirahalahiana.
            """
        ),
        (
            "mk",
            """
            Сите човечки суштества се раѓаат слободни и еднакви по достоинство и \
            права. Тие се обдарени со разум и совест и треба да се однесуваат еден \
            кон друг во духот на општо човечката припадност.
            """
        ),
        (
            "ml",
            """
            മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും അന്തസ്സോടും \
            സ്വാതന്ത്ര്യത്തോടുംകൂടി ജനിച്ചിട്ടുള്ളവരാണ്‌. അന്യോന്യം \
            ഭ്രാതൃഭാവത്തോടെ പെരുമാറുവാനാണ്‌ മനുഷ്യന്നു വിവേകബുദ്ധിയും \
            മനസ്സാക്ഷിയും സിദ്ധമായിരിക്കുന്നത്‌.
            """
        ),
        (
            "mn",
            """
            Хүн бүр төрж мэндлэхдээ эрх чөлөөтэй, адилхан нэр төртэй, ижил эрхтэй \
            байдаг. Оюун ухаан, нандин чанар заяасан хүн гэгч өөр хоорондоо ахан \
            дүүгийн үзэл санаагаар харьцах учиртай.
            """
        ),
        (
            "mr",
            """
            सर्व मानवी व्यक्ति जन्मतः स्वतंत्र आहेत व त्यांना समान प्रतिष्ठा व \
            समान अधिकार आहेत. त्यांना विचारशक्ति व सदसद्विवेकबुद्धि लाभलेली आहे व \
            त्यांनी एकमेकांशी बंधुत्वाच्या भावनेने आचरण करावे.
            """
        ),
        (
            "ms",
            """
            Semua manusia dilahirkan bebas dan samarata dari segi kemuliaan dan \
            hak-hak. Mereka mempunyai pemikiran dan perasaan hati dan hendaklah \
            bertindak di antara satu sama lain dengan semangat persaudaraan.
            """
        ),
        (
            "mt",
            """
            Il-bnedmin kollha jitwieldu ħielsa u ugwali fid-dinjità u \
            d-drittijiet. Huma mogħnija bir-raġuni u bil-kuxjenza u għandhom iġibu \
            ruħhom ma' xulxin bi spirtu ta' aħwa.
            """
        ),
        (
            "my",
            """
            လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော \
            အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။
            """
        ),
        (
            "ne",
            """
            सबै व्यक्तिहरू जन्मजात स्वतन्त्र हुन् ती सबैको समान अधिकार र महत्व छ। \
            निजहरूमा विचार शक्ति र सद्विचार भएकोले निजहरूले आपसमा भातृत्वको \
            भावनाबाट व्यवहार गर्नु पर्छ।
            """
        ),
        (
            "nl",
            """
            Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. \
            Zij zijn begiftigd met verstand en geweten, en behoren zich jegens \
            elkander in een geest van broederschap te gedragen.
            """
        ),
        (
            "no",
            """
            Alle mennesker er født frie og med samme menneskeverd og \
            menneskerettigheter. De er utstyrt med fornuft og samvittighet og bør \
            handle mot hverandre i brorskapets ånd.
            """
        ),
        (
            "ny",
            """
            Anthu onse amabadwa mwa ufulu ndiponso olingana mu ulemu ndi ufulu \
            wawo. Iwowa ndi wodalitsidwa ndi mphamvu zoganiza ndi chikumbumtima \
            ndipo achitirane wina ndi mnzake mwaubale.
            """
        ),
        (
            "or",
            """
            ସମସ୍ତ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ୱାଧୀନ ଏବଂ ମର୍ଯ୍ୟାଦା ଓ ଅଧିକାରରେ ସମାନ ଅଟନ୍ତି।
            """
        ),
        (
            "pa",
            """
            ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ \
            ਆਜ਼ਾਦ ਹੈ ਅਤੇ ਸੁਤੇ ਸਿਧ ਸਾਰੇ ਲੋਕ ਬਰਾਬਰ ਹਨ।
            """
        ),
        (
            "pl",
            """
            Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i \
            swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować \
            wobec innych w duchu braterstwa.
            """
        ),
        (
            "ps",
            """
            د بشر ټول افراد آزاد نړۍ ته راځي او د حيثيت او حقوقو له پلوه سره برابر \
            دي. ټول د عقل او وجدان خاوندان دي او يو له بل سره د ورورۍ په روحيې سره \
            بايد چال چلند کړي.
            """
        ),
        (
            "pt",
            """
            Todos os seres humanos nascem livres e iguais em dignidade e em \
            direitos. Dotados de razão e de consciência, devem agir uns para com \
            os outros em espírito de fraternidade.
            """
        ),
        (
            "ro",
            """
            Toate ființele umane se nasc libere și egale în demnitate și în \
            drepturi. Ele înzestrate cu rațiune și conștiință și trebuie să se \
            comporte unele față de altele în spiritul fraternității.
            """
        ),
        (
            "ru",
            """
            Все люди рождаются свободными и равными в своем достоинстве и правах. \
            Они наделены разумом и совестью и должны поступать в отношении друг \
            друга в духе братства.
            """
        ),
        (
            "rw",
            """
            Abantu bose bavuka bishyira kandi bizana bareshya mu gaciro no mu \
            burenganzira. Bose bavukana ubwenge n'umutima, bagomba kugirirana \
            kivandimwe.
            """
        ),
        (
            "sd",
            """
            سمورا انسان آزاد پيدا ٿيا آهن ۽ عزت ۽ حقن جي لحاظ کان برابر آهن. انهن \
            کي عقل ۽ ضمير عطا ڪيو ويو آهي، ان ڪري انهن کي هڪ ٻئي سان ڀائيچاري جو \
            سلوڪ ڪرڻ گهرجي.
            """
        ),
        (
            "si",
            """
            සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත. ගරුත්වයෙන් හා අයිතිවාසිකම්වලින් \
            සමාන වෙති.
            """
        ),
        (
            "sk",
            """
            Všetci ľudia sa rodia slobodní a sebe rovní, čo sa týka ich \
            dôstojnosti a práv. Sú obdarení rozumom a majú navzájom jednať v \
            bratskom duchu.
            """
        ),
        (
            "sl",
            """
            Vsi ljudje se rodijo svobodni in imajo enako dostojanstvo in enake \
            pravice. Obdarjeni so z razumom in vestjo in bi morali ravnati drug z \
            drugim kakor bratje.
            """
        ),
        (
            "sq",
            """
            Të gjithë njerëzit lindin të lirë dhe të barabartë në dinjitet dhe në \
            të drejta. Ata kanë arsye dhe ndërgjegje dhe duhet të sillen ndaj \
            njëri tjetrit me frymë vëllazërimi.
            """
        ),
        (
            "sr",
            """
            Сва људска бића рађају се слободна и једнака у достојанству и правима. \
            Она су обдарена разумом и свешћу и треба једни према другима да \
            поступају у духу братства.
            """
        ),
        (
            "st",
            """
            Batho bohle ba tswetswe ba lokolohile mme ba lekana ka botho le \
            ditokelo. Ba na le monahano le letswalo mme ba tshwanetse ho phedisana \
            ka moya wa boena.
            """
        ),
        (
            "su",
            """
            Sakumna jalma gubrag ka alam dunya teh sipatna merdika jeung boga \
            martabat katut hak-hak anu sarua. Maranehna dibere akal jeung hate \
            nurani, campur-gaul jeung sasamana aya dina sumanget duduluran.
            """
        ),
        (
            "sv",
            """
            Alla människor är födda fria och lika i värde och rättigheter. De är \
            utrustade med förnuft och samvete och bör handla gentemot varandra i \
            en anda av broderskap.
            """
        ),
        (
            "sw",
            """
            Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa \
            akili na dhamiri, hivyo yapasa watendeane kindugu.
            """
        ),
        (
            "syr",
            """
            ܟܠ ܒܪܢܫܐ ܒܪܝܠܗ ܚܐܪܐ ܘܒܪܒܪ ܓܘ ܐܝܩܪܐ ܘܙܕܩܐ. ܘܦܝܫܝܠܗ ܝܗܒܐ ܗܘܢܐ ܘܐܢܝܬ.
            """
        ),
        (
            "ta",
            """
            மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் \
            மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள்.
            """
        ),
        (
            "te",
            """
            ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును \
            సమానులును నగుదురు.
            """
        ),
        (
            "tg",
            """
            Тамоми одамон озод ва аз лиҳози манзалату ҳуқуқ ба ҳам баробар ба дунё \
            меоянд. Онҳо соҳиби ақлу виҷдонанд ва бояд бо якдигар муносибати \
            бародарона дошта бошанд.
            """
        ),
        (
            "th",
            """
            มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ \
            ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ
            """
        ),
        (
            "ti",
            """
            ብመንጽር ክብርን መሰልን ኩሎም ሰባት እንትውለዱ ነፃን ማዕሪን እዮም፡፡ ምስትውዓልን ሕልናን ዝተዓደሎም \
            ብምዃኖም ንሕድሕዶም ብሕውነታዊ መንፈስ ክተሓላለዩ ኣለዎም፡፡
            """
        ),
        (
            "tl",
            """
            Ang lahat ng tao'y isinilang na malaya at pantay-pantay sa karangalan \
            at mga karapatan. Sila'y pinagkalooban ng katwiran at budhi at dapat \
            magpalagayan ang isa't isa sa diwa ng pagkakapatiran.
            """
        ),
        (
            "tr",
            """
            Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl \
            ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile \
            hareket etmelidirler.
            """
        ),
        (
            "tt",
            """
            Барлык кешеләр дә азат һәм үз абруйлары һәм хокуклары ягыннан тиң \
            булып туалар. Аларга акыл һәм вөҗдан бирелгән һәм бер-берсенә карата \
            туганнарча мөнәсәбәттә булырга җыеналар. Җәмгыять җаваплы.
            """
        ),
        (
            "ug",
            """
            ھەممە ئادەم زانىدىنلا ئەركىن، ئىززەت-ھۆرمەت ۋە ھوقۇقتا باپباراۋەر \
            بولۇپ تۇغۇلغان. ئۇلار ئەقىلگە ۋە ۋىجدانغا ئىگە ھەمدە بىر-بىرىگە \
            قېرىنداشلىق مۇناسىۋىتىگە خاس روھ بىلەن مۇئامىلە قىلىشى كېرەك.
            """
        ),
        (
            "uk",
            """
            Всі люди народжуються вільними і рівними у своїй гідності та правах. \
            Вони наділені розумом і совістю і повинні діяти у відношенні один до \
            одного в дусі братерства.
            """
        ),
        (
            "ur",
            """
            تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں \
            ضمیر اور عقل ودیعت ہوئی ہے۔ اس لئے انہیں ایک دوسرے کے ساتھ بھائی چارے \
            کا سلوک کرنا چاہیئے۔
            """
        ),
        (
            "uz",
            """
            Barcha odamlar erkin, qadr-qimmat va huquqlarda teng bo'lib \
            tug'iladilar. Ular aql va vijdon sohibidirlar va bir-birlari ila \
            birodarlarcha muomala qilishlari zarur.
            """
        ),
        (
            "vi",
            """
            Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và \
            quyền. Mọi con người đều được tạo hóa ban cho lý trí và lương tâm và \
            cần phải đối xử với nhau trong tình bằng hữu.
            """
        ),
        (
            "yi",
            """
            יעדער מענטש װערט געבױרן פֿרײַ און גלײַך אין כּבֿוד און רעכט. יעדער \
            װערט באַשאָנקן מיט פֿאַרשטאַנד און געװיסן; יעדער זאָל זיך פֿירן מיט אַ \
            צװײטן אין אַ געמיט פֿון ברודערשאַפֿט.
            """
        ),
        (
            "zh",
            """
            人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。
            """
        ),
        (
            "zh-Hant",
            """
            人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神互相對待。
            """
        ),
    ]
}
