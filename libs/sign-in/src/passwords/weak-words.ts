/**
 * What people choose when they are asked for a password, in French and in English, without accents: shipped with the
 * suite, so that no password and no part of one is ever asked of another service.
 */
const lists = `
password passwort motdepasse mdp motpasse motsdepasse secret secrete confidentiel admin administrateur administrator
administration root toor guest invite user utilisateur utilisateurs test tests testtest essai demo default defaut changeme
changezmoi changer change modifier letmein ouvretoi sesame ouvre login logon connexion connecte bienvenue welcome entrer
enter access acces passe pass passer passme nouveau nouvelle new temp temporaire provisoire initial initiale azerty
qwerty qwertz azertyuiop qwertyuiop azer qwer aqwzsx wxcvbn qazwsx zaqwsx qaz wsx edc aze rty uio poi asdf zxcv abc abcd
abcde abcdef abcdefg aaa bbb zzz xxx iloveyou jetaime jetadore jtaime amour monamour amoureux amoureuse love lovely loveme
mylove baby babe bebe coeur sweetheart darling cheri cherie chouchou doudou loulou louloute minou minette nounours nounou
doudoune princesse princess prince reine king queen roi ange angel angels demon diable bonjour bonsoir bonnenuit coucou
salut hello hellohello hi merci thanks please svp ciao soleil sun sunshine lune moon etoile star stars starwars ciel
mer ocean montagne plage vacances holiday holidays ete hiver printemps automne summer winter spring autumn neige fleur fleurs
flower rose roses violette marguerite jasmin iris lilas papillon butterfly chat chats chaton chien chiens chiot cat cats dog
dogs doggy kitty hellokitty cheval chevaux horse lapin rabbit tigre tiger lion lionne loup wolf ours bear panda dauphin
dolphin requin shark aigle eagle faucon hibou oiseau bird poisson fish tortue turtle dragon licorne unicorn monkey singe
cochon pig vache canard duck poule poulet chicken mouton souris mouse fourmi abeille araignee spider spiderman batman
superman ironman hulk avengers marvel pokemon pikachu mario luigi zelda sonic naruto goku sangoku vegeta onepiece luffy
harry potter harrypotter poudlard hermione gandalf frodon skywalker vador matrix trinity neo shadow master maitre hunter
killer ranger warrior ninja samurai pirate cowboy soldier soldat football foot footballeur basket basketball baseball
rugby tennis hockey golf judo karate ski natation cyclisme velo moto voiture camion bateau avion train ferrari porsche
mercedes bmw audi peugeot renault citroen clio twingo megane golf tesla harley yamaha honda suzuki kawasaki om psg
olympique marseille olympiquedemarseille allezlom allez paris parissaintgermain lyon ol nice monaco lille lens bordeaux
girondins nantes rennes stade toulouse montpellier strasbourg nancy metz reims brest lorient angers dijon grenoble rouen caen
lehavre amiens tours orleans limoges clermont saintetienne toulon perpignan avignon nimes besancon mulhouse annecy bayonne
pau biarritz bretagne normandie alsace lorraine corse provence auvergne bourgogne champagne picardie aquitaine occitanie
savoie guadeloupe martinique guyane reunion mayotte tahiti caledonie france french francais francaise francais republique
republiquefrancaise liberte egalite fraternite libertegalitefraternite marianne marseillaise napoleon degaulle macron
bonaparte europe european union belgique bruxelles suisse geneve canada quebec montreal algerie alger maroc casablanca
tunisie tunis senegal dakar cameroun italie rome espagne madrid barcelone barcelona portugal lisbonne allemagne berlin
london londres england angleterre america amerique newyork california chicago boston dallas texas ministere ministre
prefecture prefet prefete mairie maire commune communes departement region conseil conseiller conseillere cabinet direction
directeur directrice service services bureau secretariat secretaire assistant assistante agent agents fonctionnaire
fonctionpublique administration etat gouvernement gouv gouvfr assemblee senat elysee matignon justice tribunal police
gendarmerie gendarme pompier pompiers armee marine interieur exterieur finances impots budget tresor douane sante hopital
ecole college lycee universite education rectorat academie professeur eleve etudiant travail emploi social culture
ecologie agriculture defense budgetaire courrier dossier note reunion projet equipe document documents fichier fichiers
maroquin ordinateur computer portable telephone iphone samsung galaxy android apple windows microsoft google gmail yahoo
hotmail outlook orange wanadoo sfr free bouygues laposte facebook twitter instagram snapchat tiktok youtube linkedin
internet wifi web site serveur server reseau network system systeme linux ubuntu debian oracle mysql postgres database
cisco internet email mail adresse contact compte client entreprise company business office bureau work job money argent
euro euros dollar banque bank loto casino poker chance lucky bonheur heureux heureuse happy smile sourire joie peace paix
espoir hope foi faith dieu god jesus jesuschrist marie maria christ allah mohamed mohammed bible eglise paradise paradis
enfer hell heaven blessed amen life vie mort death dead monde world terre earth univers galaxy fire feu eau water vent
wind foret forest arbre tree jardin garden maison home house famille family maman mamans papa papas mama mother mere pere
father frere soeur brother sister fils fille garcon boy girl boys girls enfant enfants bebe mamie papi papy tata tonton
oncle tante cousin cousine ami amis amie amies friend friends bestfriend copain copine femme mari mariage wedding couple
cuisine chocolat chocolate vanille fraise strawberry cerise cherry banane banana pomme orange citron lemon peche melon
ananas raisin framboise caramel nutella cookie cookies bonbon gateau sucre candy honey miel cafe coffee the tea biere
beer vin wine whisky vodka pastis ricard pizza burger fromage camembert saucisson pain croissant baguette musique music
guitare guitar piano violon batterie rock metal metallica nirvana beatles queen rap rappeur jul booba eminem rihanna
beyonce shakira madonna michael jackson johnny hallyday celine dion goldman cinema film movie serie series netflix disney
mickey minnie donald simba nemo elsa frozen barbie minecraft fortnite roblox callofduty warcraft worldofwarcraft league
legends counterstrike steam playstation xbox nintendo gamer gaming game games joueur player noob pro boss chef patron
cool super hyper mega ultra genial top best first premier dernier final un deux trois quatre cinq six sept huit neuf dix
one two three four five six seven eight nine ten zero hundred cent mille million rouge bleu vert jaune noir blanc rose
violet orange gris marron red blue green yellow black white pink purple gold silver grey brown or argent bronze diamant
diamond cristal crystal rubis ruby emeraude emerald saphir perle pearl lundi mardi mercredi jeudi vendredi samedi dimanche
monday tuesday wednesday thursday friday saturday sunday janvier fevrier mars avril mai juin juillet aout septembre octobre
novembre decembre january february march april may june july august september october november december noel christmas
paques easter halloween anniversaire birthday nouvelan jour nuit night day semaine week mois month annee year heure time
temps aujourdhui demain hier today tomorrow forever toujours jamais never always everything nothing rien tout je tu il
elle nous vous moi toi lui me you myself mon ma mes ton ta tes son sa ses le la les un une des du de et est suis es a
the and is are am my your this that mot mots numero number code codes pin cle clef cles key keys porte door serrure
cadenas lock securite security secure securise protection protege pirate hacker hack anonymous incognito inconnu personne
nobody anybody somebody quelquun monsieur madame mademoiselle mister missis docteur doctor professor capitaine captain
general colonel sergent president presidente roi jean pierre michel andre philippe alain bernard jacques daniel patrick
gerard christian claude francois nicolas christophe stephane eric laurent david pascal thierry olivier frederic sebastien
julien thomas alexandre antoine maxime kevin anthony guillaume vincent romain jeremy mathieu matthieu benjamin florian
quentin clement lucas hugo theo louis gabriel arthur jules raphael adam leo nathan enzo mathis noah ethan tom paul victor
simon martin samuel adrien valentin alexis baptiste dylan jordan steven bruno didier dominique gilles herve yves serge
roger robert marcel georges henri rene marc luc marie nathalie isabelle sylvie catherine francoise martine christine
monique valerie sandrine veronique nicole stephanie sophie celine chantal patricia anne brigitte julie aurelie audrey
emilie laura camille sarah manon lea emma chloe ines jade lola zoe louise alice lucie charlotte juliette marion mathilde
pauline clara eva anais justine oceane margaux morgane elodie melanie caroline claire helene florence corinne laurence
delphine virginie karine agnes jacqueline jeanne simone yvette denise sabrina samira fatima nadia leila yasmine amina
karim mehdi rachid said ali ahmed omar youssef ibrahim durand dupont dupond martin bernard petit moreau lefebvre leroy
roux garcia fournier girard mercier lambert rousseau blanc guerin muller faure andrea jessica ashley amanda jennifer
jordan hannah nicole daniel michael joshua matthew andrew robert william james john charlie george thomas maggie buster
ginger pepper tigger snoopy cooper bailey rocky max buddy duke sam oscar felix caramel filou rex medor milou rantanplan
trustno correct horse battery staple zaq xsw cde asd fgh jkl iop poiuy mlkjhg nbvcxw lol mdr ptdr xd yolo swag bisou bisous
bises kiss hug calin fuck fucker fuckyou merde putain connard connasse salope encule batard bitch shit sexy sex porno hot
chaud bombe beau belle beaute beauty jolie mignon mignonne cute gros grosse petite grand grande fort forte power puissance
force energie energy electro techno house trance dj party fete soiree boite club plaisir liberation freedom libre free
rebelle rebel punk hippie geek nerd otaku manga anime kawaii sakura tokyo japan japon chine china india inde russie russia
moscou brazil bresil argentina argentine mexico mexique africa afrique asia asie australia australie
`;

/** Lower case, at least three letters: shorter ones would spell anything. */
export const weakWords: ReadonlySet<string> = new Set(lists.split(/\s+/).filter((word) => word.length >= 3));
