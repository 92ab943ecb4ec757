"""Words that say nothing of what a story is about, folded; by language."""

from accounts.folding import fold
from articles.analysis.stems import tongue

# As they are spelled, for whoever knows the language and misses one.
_TEXTS = {
    "en": """
a about above after again against all also although always am among an and another any anybody
anyone anything are around as at be because been before being below between both but by came can
cannot come comes coming could day days did do does doing done down during each either else even
ever every everybody everyone everything everywhere few first for friday from further gave get give
given gives giving go goes going gone got had has have having he her here hers herself him himself
his how however i if in into is it its itself just knew know last less like lot made make many may
me might mine monday month months more most much must my myself near neither never new no nobody
none nor not nothing now nowhere of off often on once one only onto or other our ours out over own
per perhaps put quite rather really said same saturday say says see she should since so some
somebody someone something sometimes somewhere still such sunday take taken takes taking than that
the their theirs them themselves then there these they thing things think this those though thought
through thursday thus time times to today told tomorrow too took toward tuesday two under until up
upon us very want wanted was way ways we wednesday week weeks well went were what when where whether
which while who whom whose why will with within without would year years yes yesterday yet you your
yours
""",
    # Serbian, Croatian and Bosnian.
    "sr": """
a ako ali bar bez bi bih bila bile bili bilo bio bismo biste biti blizu bude budu budući cijela
cijeli čak čiji će ćemo ćeš ćete ću da dakle danas do dok druga drugi drugo dva dve dvije ga gde
gdje god godina godine godinu hoće i iako ih ili im ima imaju imali imao imati inače ista isti isto
iz iza između ja je jedan jedna jedne jedni jedno jer jesam jest jeste jesu joj još ju juče jučer
kad kada kako kao kaže kažu kod koja koje kojeg kojem koji kojih kojim kojima kojoj kojom koju
koliko kroz kuda li ma malo mene meni među mi mimo mnogo mogu moj moja moje mora moraju možda može
na nad nakon nam nama nas naš naša naše ne neće nego nek neka neke neki neko nešto netko ni nije
nijedan nikad nikada nisam nismo nisu niti njega njegov njegova njegovo njen njena njih njihov
njihova njima njoj nju no o ob od odmah oko on ona onaj onda one oni ono osim ova ovaj ove ovi ovih
ovim ovo ovog ovom pa po pod pored posle poslije potom pre pred preko prema pri prije prva prvi prvo
put rekao rekla s sa sad sada sam samo se sebe sebi si smo ste su sva svaka svaki svako sve svi svog
svoj svoja svoje svojim svoju svom šta što ta tada taj tako takođe također te ti tih tim to tog toga
toliko tom tome tu u uvek uvijek uz van već veoma vi više vrlo za zar zatim zato zbog
""",
    "mk": """
а ако али ама барем беа бев без беше би бидат биде биди бил била биле било вака вам вас ваш ве
веднаш веќе ви во врз вчера ги го година години да два две дека дел денес до додека доколку друг
друга други друго за зад затоа зашто зошто и иако или им има имаат имаше истиот исто каде како кај
кога кого кое кои колку кон кој која ли ме меѓу меѓутоа ми многу можат може мора мораат моја му на
над нам нас наш наша нашите најмногу не него неговата неговиот нека некое некои некој некоја нема
нему нешто нејзин нејзината ни нив нивната нивните ние низ ниту но ова оваа овие овој од однесува
околу она оние оној освен откако па пак по повеќе под покрај после потоа прв прва први пред преку
при против рече сè сама само се сега секое секој секоја сепак си сите сме со сосема сте сум таа така
такви таков ти тие тоа токму толку тој треба тука уште чиј што штом ѓ ќе
""",
    "bg": """
а ако ала без беше би бил била били било близо бъдат бъде в вас ваш вече ви вие винаги все всеки
всички всичко всяка вчера във въпреки върху г ги го година години да дали два две днес до докато
дори друг друга други е един една едни едно за зад заедно заради затова защо защото и из или им има
имат иска й каза как каква какво както какъв като кога когато което които кой който колко която къде
където към ли м ме между мен ми много могат може мой моля му на над най нас наш не него нещо нея ни
ние никой нито но някои някой няколко някоя няма обаче около освен от отново още по повече под поне
после почти пред преди през при пък първа първи с са сам само се сега си след сме според сред срещу
ст сте съм със също т тази така такава такъв там твой те това тогава този той толкова точно трябва
тук тъй тъкмо тя тях у утре ще щом я
""",
    "sq": """
a afër ai ajo aq as asaj ashtu ata ato atyre atë deri derisa dhe disa dje do duhet duke dy e edhe
ende gjatë gjithashtu gjithë i ia ishin ishte iu ja jam janë je jemi jo ka kam kanë ke kemi kishin
kishte kjo ku kur kush ky kësaj këta këtij këto këtë larg le lidhje ma mbi me megjithatë megjithëse
mes midis mirë mos mund më ndaj ndonëse ndër ndërsa ne nesër nga ngaqë nje një njëri nuk në nën nëse
o ose pa pak para pas pasi pastaj po por pra prandaj prej për përpara përveç qe qenë që ri rreth sa
saj se secili sepse shumë si sipas siç sonë sot së ta tani te tek tha thotë ti tij tjera tjerë
tjetër tu tuaj tyre të u unë vet vetë vetëm veç vit vite viti vitit ynë yt është
""",
    "tr": """
acaba ama ancak arasında artık asla aslında aynı az bana bazen bazı belki ben beni benim beri bile
bin bir biraz biri birkaç birlikte birçok biz bize bizi bizim bu bugün buna bunda bundan bunlar
bunları bunların bunu bunun burada böyle böylece bütün da daha dahi de dedi defa değil diye diğer
dolayı dolayısıyla dün edecek eden ederek edilen ediyor en etmek etmesi etti ettiği ettiğini fakat
ger gibi göre hala hangi hatta hem henüz hep hepsi her herhangi herkes hiç hiçbir iki ile ilgili ilk
ise için içinde işte kadar karşı kendi kendine kendisi kez ki kim kime kimi kimse mi mu mü mı nasıl
ne neden nedeniyle nerede nereye niye niçin o olan olarak oldu olduğu olduğunu olmak olması olmayan
olsa olsun olup olur oluyor ona ondan onlar onlara onları onların onu onun orada oysa pek rağmen
sadece sana sanki sen seni senin siz size sizin sonra söyledi tarafından tek tüm var ve veya ya yani
yapan yaptı yapılan yarın yeni yerine yine yok yoksa yıl yılda yılı yılında zaten çok çünkü önce
önceki öyle üzere üzerinde üç şey şimdi şu şunu şöyle
""",
    "sl": """
a ali ampak bi bil bila bile bili bilo biti bo bodo brez če čez da danes de do dokler dva dve eden
en ena ene enega eno ga glede h ha i ima imajo imel imela in iz ja jaz je jih jim jo k kadar kaj
kajti kako kakor kar kdo kdor ker ki kje kjer ko koliko kot lahko le let leta leto li me med mi moj
moja mora morajo moram more mu na nad naj nam nas naš naša ne nekaj nekateri ni nič nihče niso nje
njegov njegova njen njih njihov no ob od okoli on ona oni ono oz pa po pod prav pred preden predvsem
preko pri proti prva prvi s saj sam samo se sebi sem si sicer skozi smo so spet sta ste še ta tako
takrat tam te tega tem temu ter ti tista tisti to toda torej tu tudi v vam vas vaš včeraj več vedno
vendar ves vi vsa vsak vsaka vse vsi za zakaj zaradi zato zdaj zelo že
""",
    "el": """
ένα έναν ένας έτσι έχει έχουν έχω έως ή ήδη ήταν ίδια ίδιο ίδιος ίσως α ακόμα ακόμη αλλά αλλού αν
ανά ανάμεσα αντί απο από αυτά αυτές αυτή αυτής αυτοί αυτού αυτούς αυτό αυτός αυτών αφού για γιατί
γύρω δε δεν δηλαδή διά δυο δύο εάν είμαι είναι είσαι είστε είτε είχαν είχε εγώ εδώ εις εκεί εκείνη
εκείνο εκείνος εμείς ενός ενώ επί επίσης επειδή εσύ η θα κάθε κάποια κάποιο κάποιος και κατά κι
κοντά λίγο λοιπόν μέσα μέχρι μία μα μαζί μας με μετά μεταξύ μη μην μια μου μπορεί μόνο να ναι ξανά ο
οι ούτε πάλι πάντα πάνω παρά περί περισσότερο πιο πλέον ποια ποιος πολλά πολλές πολύ ποτέ που πού
πριν προς πρώτα πρώτη πως πότε πώς σήμερα σαν σας σε σου στα στη στην στις στο στον στους τα τη την
της τι τις το τον του τους των τότε τώρα υπάρχει υπάρχουν υπό χθες χρόνια χρόνο χωρίς ως όλα
όλες όλη όλο όλοι όλων όμως όποιος όπου όπως όσα όσο όταν ότι όχι ύστερα ώστε
""",
    "ro": """
a abia acea aceasta această aceea aceia acel acela acele acest acesta aceste acestea acestei acestor
acestui acești aceștia acolo acum ai aici al ale alt alta alte altă alți am an ani anul apoi ar are
asta astfel astăzi asupra atunci atât au avea avem aveți azi aș ca cam care ce cea ceea cei cel cele
celor ci cine cineva cu cum când cât câte câteva câți că căreia cărora căruia către da dacă dar de
deci deja despre deși din dintre doar doi două după ea ei el ele era erau eră este eu face fi fie
fiecare fiind foarte fost fără i iar ieri la le li lor lui mai mare mele mereu mi mie mult multe
mulți mâine mă ne nici nimic niște noastră noi nostru nu numai o oare ori orice pe pentru peste
poate pot prea prima prin printre puțin sa sale sau se spus sub sunt suntem să săi său tale te toate
toată tot totuși toți tu tău un una unde unei unele unii unor unui unul va voi vom vor vreo vă îi îl
îmi în înainte încă între îți și
""",
    "de": """
ab aber alle allem allen aller alles als also am an ander andere anderen anderer auch auf aus bei
beim bereits bin bis bist da dabei dadurch dafür dagegen daher damit danach dann darauf darum
darüber das dass davon dazu dein dem den denn der deren des deshalb dessen die dies diese diesem
diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er erst erste ersten
es etwa etwas euch für gegen gewesen habe haben hat hatte hatten heute hier hin hinter ich ihm ihn
ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jahr jahre jahren jede jedem jeden jeder
jedes jedoch jetzt kann kein keine keinem keinen keiner können könnte mal man mehr mein mich mir mit
muss müssen nach nachdem neben nein nicht nichts noch nun nur ob oder ohne sagte schon sehr sei sein
seine seinem seinen seiner seit sich sie sind so soll sollen sollte sondern sowie um und uns unser
unter viel viele vom von vor war waren warum was weil weiter wenn wer werde werden wie wieder will
wir wird wo wurde wurden würde zu zum zur zwar zwei zwischen über
""",
}
_WORDS = {language: frozenset(fold(text).split()) for language, text in _TEXTS.items()}


def is_stop_word(folded: str, language: str) -> bool:
    return folded in _WORDS.get(tongue(language), ())
