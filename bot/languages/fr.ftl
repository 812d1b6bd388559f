### Français. On tutoie ; les noms de genres restent tels quels.

## A heard song

headline-sure = { $genre } { $percent }
headline-between = Entre { $first } et { $second }
headline-unsure = Pas sûr : peut-être { $genre } { $percent }
tempo = { $bpm } BPM
musical-key =
    { $tonic } { $mode ->
        [major] majeur
       *[other] mineur
    } ({ $camelot })
own-genres = **{ $genre }** parmi tes propres genres :
heard-part = { $genre } à { $times }
heard-parts = -# Entendu : { $parts }.
very-short = -# C’est un extrait très court, alors prends ça avec des pincettes.
sounds-like = **Ça ressemble à**
archive-has-little = -# Au plus proche par le son : les archives ont peu de { $genre }.
played-with = **Qui écoute ça écoute aussi**
played-of-genre = **Très écouté : { $genre }**
played-song = { $place }. { $link } · { $artist }
sounds-like-free = **Ça ressemble à** (écoute libre)
by-artist = de { $artist }
recommendation = { $place }. { $link } · { $artist } · { $genre } · ressemblance { $similarity }
untagged-recommendation = { $place }. { $link } · { $genre } · ressemblance { $similarity }
track = { $place }. { $link } · { $artist } · { $genre }
untagged-track = { $place }. { $link } · { $genre }
nothing-alike = Je ne connais aucun morceau qui y ressemble.
no-more = Je ne connais pas d’autres morceaux qui y ressemblent.
took = -# { $archive ->
        [yes] Écouté en { $seconds } s. Les morceaux similaires viennent de la [Free Music Archive](https://freemusicarchive.org).
       *[no] Écouté en { $seconds } s.
    }
archive = -# Les morceaux viennent de la [Free Music Archive](https://freemusicarchive.org).
left-out = -# { $limit ->
        [one] J’écoute un morceau par message, ceux-ci ont donc dû attendre : { $names }
       *[other] J’écoute { $limit } morceaux par message, ceux-ci ont donc dû attendre : { $names }
    }
this-song = ce morceau
posted-before = -# [Déjà posté ici]({ $link }), { $when }.
sounds-like-here = **Sur ce serveur**
not-music-speech = Ça ressemble plus à de la parole qu’à de la musique, alors je ne donne pas de genre.
not-music-noise = Ça ressemble plus à du bruit qu’à de la musique, alors je ne donne pas de genre.
reason-close = proche par { $aspects }
reason-corner = même coin de { $genre }
reason-tempo = tous deux vers { $bpm } BPM
reason-key = tous deux en { $musical_key }
aspect-rhythm = le rythme
aspect-brightness = la brillance
aspect-colour = le timbre
aspect-dynamics = la dynamique
compact-title = **{ $title }**
compact-title-artist = **{ $title }** de { $artist }
compact-song = { $song } : { $headline }
compact-alike = -# Ça ressemble à { $songs }
thread-name = Morceaux comme { $title }
series-separator = { ", " }

## Lists of songs

genre-heading = { $genre }, dans l’archive
genre-songs-heading = Morceaux du genre { $genre }
library-heading = La bibliothèque de ce serveur
library-search-heading = « { $words } » dans la bibliothèque de ce serveur
song-heading = Morceaux comme { $title }
surprise-heading = Loin de { $title } par le genre, proches par le son
blend-heading = Entre { $titles }
path-heading = De { $start } à { $end }
mix-heading = { $number } de tes morceaux dans un ordre pour le mix
mine-heading =
    { $number ->
        [one] Comme le morceau que tu as posté ou enregistré
       *[other] Comme les { $number } morceaux que tu as postés et enregistrés
    }
not-shown =
    { $number ->
        [one] -# Il y en a un autre dans le fichier ; l’option `{ option-export }` te le donne.
       *[other] -# Il y en a { $number } autres dans le fichier ; l’option `{ option-export }` te les donne.
    }
history-mine-heading = Morceaux que tu as fait écouter
history-server-heading = Morceaux postés ici
saved-heading = Morceaux que tu as enregistrés
empty-list = Rien pour l’instant.
library-removed = { $title } n’est plus dans la bibliothèque.

## Buttons and selects

button-more = D’autres comme ça
button-back = Retour
button-next = Suite
button-right = C’est juste
button-wrong = C’est faux
button-save = Enregistrer
button-open = Ouvrir sur…
open-hint = Un autre morceau de la liste
open-heading = Ouvrir sur… : { $title }
button-delete = Supprimer
button-erase = Supprimer tout ce qui me concerne
button-undo = Annuler le dernier changement
button-enter = Saisir une valeur
genre-hint = Choisis un genre
remove-hint = Retirer un morceau
setting-hint = Changer un réglage

saved-note = C’est enregistré. `/{ command-saved }` affiche ta liste.
saved-before = Ce morceau est déjà dans ta liste. `/{ command-saved }` l’affiche.
which-genre = C’est quel genre ?
thanks = Merci. C’est noté : { $genre }.

## Charts and comparisons

charts-heading =
    { $period ->
        [week] Classement des sept derniers jours
        [month] Classement des trente derniers jours
       *[ever] Classement depuis toujours
    }
charts-songs = Morceaux préférés
charts-genres = Genres
charts-posted = Morceaux postés
charts-likes = J’aime
# $number: how many members like a song.
likes =
    { $number ->
        [one] plaît à 1 membre
       *[other] plaît à { $number } membres
    }
charts-no-likes = -# Ici, personne ne compte ce qui plaît. Les admins peuvent changer ça avec `/{ command-settings }`.
charts-nothing-liked = Rien n’a encore plu. Les réactions à un morceau et *{ button-save }* comptent, sauf pour les siens.
posters-heading =
    { $period ->
        [week] Qui a le plus posté ces sept derniers jours
        [month] Qui a le plus posté ces trente derniers jours
       *[ever] Qui a le plus posté depuis toujours
    }
poster =
    { $songs ->
        [one] { $place }. { $who } : { $songs } morceau
       *[other] { $place }. { $who } : { $songs } morceaux
    }
poster-liked =
    { $songs ->
        [one] { $place }. { $who } : { $songs } morceau, { $likes } j’aime
       *[other] { $place }. { $who } : { $songs } morceaux, { $likes } j’aime
    }
charts-tags = Avec les mots des gens
# Songs picked by a tag: what stands above the list, and the tag.
heading-with-tag = { $heading } : { $tag }
## What I post by myself

digest-heading = Les sons de ce serveur, { $days }
digest-totals =
    { $songs ->
        [one] { $songs } morceau
       *[other] { $songs } morceaux
    } de { $members ->
        [one] { $members } membre
       *[other] { $members } membres
    }.
# Behind a genre that was not posted in the week or month before.
digest-new = nouveau
digest-explorers = Terres nouvelles
digest-explorer = { $who } a posté { $genres } pour la première fois.
digest-quiet = Ceux-ci n’ont encore plu à personne
digest-next = -# Le prochain arrive { $when } dans { $channel }.
digest-off = -# Il n’est pas posté : choisis la fréquence et le salon avec `/{ command-settings }`.
digest-empty = Depuis le dernier bilan, aucun morceau n’a été posté là où tout le monde le voit.
daily-heading = Morceau du jour, { $day }
daily-posted = -# Posté par { $who }, { $when }.
taste-heading = Des membres aux goûts proches des tiens
# $genres: the genres that both post.
taste-match = **{ $who }** : { $alike } de ressemblance, en { $genres }
taste-nobody = Je n’ai trouvé personne. Je ne cherche que parmi les membres qui veulent être trouvés.
taste-join = -# Personne ne te trouve encore : `/{ command-privacy } { command-privacy-taste }` change ça.
taste-blend-heading = Entre toi et { $who }, { $alike } de ressemblance
compare-heading = { $first } et { $second }
compare-shared = **{ $share }** de leurs profils de genre sont communs. Proximité du son : **{ $nearness }** (1 : identique, 0 : sans rapport).
compare-difference = Le premier est plus { $more } (de { $more_by }), le second plus { $less } (de { $less_by }).
differs-rhythm =
    { $place ->
        [1] Le premier a le rythme le plus marqué.
       *[other] Le second a le rythme le plus marqué.
    }
differs-brightness =
    { $place ->
        [1] Le premier sonne plus clair.
       *[other] Le second sonne plus clair.
    }
differs-dynamics =
    { $place ->
        [1] Le premier varie davantage entre fort et doux.
       *[other] Le second varie davantage entre fort et doux.
    }
differs-little = Rythme, clarté et intensité sont très proches.

## What the cards say; keep it short

card-others = { $number } autres
card-this-song = ce morceau
card-alike = son proche
card-unsure = pas sûr
card-similarity = de ressemblance
card-nothing = rien pour l’instant
alt-song = Carte de { $title }.
alt-song-artist = Carte de { $title } de { $artist }.
alt-genres = Genres : { $genres }.
alt-heard = Entendu : { $parts }.
alt-tags = Les mots pour le dire, passage après passage : { $tags }.
alt-map = Un plan montre le morceau à côté de ceux du catalogue qui lui ressemblent.
alt-charts = { $title }, { $subtitle }. { $first_heading } : { $first }. { $second_heading } : { $second }.
alt-compare = { $similarity } { $label }. { $first } : { $first_genres }. { $second } : { $second_genres }.
alt-compare-differences = { $similarity } { $label }. { $first } : { $first_genres }. { $second } : { $second_genres }. { $differences }.
alt-history = { $title } : { $songs }.

## Errors of people and of Discord

unexpected = Quelque chose s’est mal passé de mon côté. C’est noté pour les personnes qui s’occupent de moi.
cooldown = Ça fait beaucoup pour une heure. Reviens { $when }.
missing-role = Ici, seuls les membres avec un de ces rôles peuvent utiliser ça : { $roles }.
not-allowed = Tu n’as pas le droit d’utiliser ça ici.
bot-not-allowed = Je n’ai pas le droit de faire ça ici. La modération peut me donner la permission.
bad-option = Je ne comprends pas cette option.
failed = **{ $name }**
    { $sentence }

waiting =
    { $position ->
        [0] J’écoute ton morceau maintenant.
        [1] Ton morceau est le prochain.
       *[other] Ton morceau est numéro { $position } dans la file.
    }
error-user = Je ne peux pas faire ça.
error-nothing-given = Donne-moi un morceau : joins un `{ option-file }` ou colle une `{ option-url }`.
error-both-given = Donne-moi soit un `{ option-file }`, soit une `{ option-url }`, pas les deux.
error-no-song-in-message = Je ne vois pas de morceau dans ce message : ni fichier audio, ni vidéo, ni lien direct.
error-voice-message = C’est un message vocal. C’est de la parole privée, alors je n’y touche pas.
error-unknown-title = Je ne connais aucun morceau de ce nom. Tape quelques lettres et choisis-en un dans la liste.
error-no-songs-of-genre = Je ne connais pas encore de morceaux de ce genre : les archives n'en ont presque pas, et personne n'en a publié ici.
error-unknown-genre = Je ne connais pas ce genre. Choisis-en un dans la liste.
error-unknown-tag = Je ne connais aucun morceau auquel ce mot convienne. Choisis-en un dans la liste.
error-unknown-key = Je ne connais pas cette tonalité. Choisis-en une dans la liste, ou écris-la comme 8A ou F#m.
error-unknown-tempo = Je ne connais pas ce tempo. Écris des battements par minute de 30 à 300, comme 124 ou 120-128.
error-attachment-gone = Discord n’a plus ce fichier. Poste-le encore une fois, s’il te plaît.
error-attachment-unreachable = Discord ne m’a pas donné ce fichier. Réessaie dans un instant, s’il te plaît.
error-pages-off = Les liens vers ce site ne sont pas activés ici. Joins le fichier ou colle un lien direct vers lui.
error-closing = Je redémarre. Réessaie dans une minute, s’il te plaît.
error-restarted = J’ai redémarré avant de pouvoir répondre. Poste-le encore une fois, s’il te plaît.
restarted-command = J’ai redémarré avant de pouvoir répondre. Utilise la commande encore une fois, s’il te plaît.
error-forgotten-song = Je ne me souviens plus de ce morceau. Poste-le encore une fois, s’il te plaît.
error-not-yours = Seule la personne qui a demandé cette réponse, ou la modération, peut faire ça.
error-only-in-servers = Ça ne marche que sur un serveur.
error-messages-closed = Je ne peux pas t’envoyer de message privé. Autorise ceux des membres de ce serveur et réessaie.
error-not-admin = Seules les personnes qui peuvent gérer ce serveur peuvent changer ses réglages.
error-no-library = Ce serveur n’a pas de bibliothèque. Ses admins peuvent l’activer avec `/{ command-settings }`.
error-no-leaderboard = Les admins de ce serveur ne veulent pas de palmarès.
error-taste-off = Ici, on ne compare pas les goûts. Les admins peuvent activer ça avec `/{ command-settings }`.
error-not-findable = Je ne peux te comparer qu’à des membres qui veulent être trouvés et ont posté des morceaux ici.
error-not-in-library = Je ne trouve pas ce morceau parmi les tiens dans la bibliothèque de ce serveur.
error-too-few-songs = Il me faut au moins deux morceaux pour ça : joins des fichiers, ou choisis des titres dans les listes.
error-both-ways = Donne-moi un fichier ou un titre pour chaque morceau, pas les deux.
error-forgotten-list = Je n’ai plus cette liste. Redemande-la, s’il te plaît.
error-no-taste = Je ne connais encore aucun de tes morceaux. Postes-en quelques-uns, ou enregistres-en avec le bouton sous une réponse.
error-no-tempo = Je ne connais pas deux morceaux de toi avec un tempo. Postes-en, ou enregistres-en avec le bouton sous une réponse.

## Errors of files, links and listening

error-analysis = Je n’ai rien pu tirer de ce fichier.
error-not-audio = Ce fichier n’est pas de l’audio que je sais lire.
error-no-audio-stream = Il n’y a pas de son dans ce fichier.
error-broken-audio = Ce fichier est abîmé : je n’ai même pas pu en entendre une seconde.
error-too-short = Ça dure moins d’une seconde, c’est trop court pour juger.
error-silent = Je n’ai entendu que du silence dans ce fichier.
error-too-long = Ce fichier est trop long pour moi.
error-encrypted = Ce fichier est protégé contre la copie, je ne peux donc pas l’écouter.
error-unsupported-audio = Je ne sais pas lire le format audio de ce fichier.
error-costly-audio = Ce fichier contient bien plus qu’une chanson ; le lire prendrait trop de temps.

error-fetch = Je n’ai pas pu récupérer ce fichier.
error-bad-url = Ce n’est pas un lien web que je peux utiliser.
error-refused-address = Je ne récupère que des adresses du web public, et ce n’en est pas une.
error-unreachable = Je n’ai pas pu joindre le site derrière ce lien.
error-fetch-timeout = Le site derrière ce lien a mis trop de temps à envoyer le fichier.
error-http-status = Le site derrière ce lien ne m’a pas donné le fichier.
error-too-many-redirects = Ce lien me fait tourner en rond sans fin.
error-too-large = Ce fichier est trop gros pour moi.
error-not-audio-file = Ce fichier n’est pas de l’audio que je sais lire.
error-other-file =
    C’est { $kind ->
        [a-ZIP-archive] une archive ZIP
        [a-gzip-archive] une archive gzip
        [a-bzip2-archive] une archive bzip2
        [an-xz-archive] une archive xz
        [a-Zstandard-archive] une archive Zstandard
        [an-LZ4-archive] une archive LZ4
        [a-RAR-archive] une archive RAR
        [a-7-Zip-archive] une archive 7-Zip
        [a-tar-archive] une archive tar
        [a-cabinet-archive] une archive Cabinet
        [an-ar-archive] une archive ar
        [a-PDF-document] un document PDF
        [a-PostScript-document] un document PostScript
        [an-Office-document] un document Office
        [a-PNG-picture] une image PNG
        [a-JPEG-picture] une image JPEG
        [a-GIF-picture] une image GIF
        [a-TIFF-picture] une image TIFF
        [a-WebP-picture] une image WebP
        [an-AVIF-picture] une image AVIF
        [a-HEIC-picture] une image HEIC
        [a-program] un programme
        [a-WebAssembly-program] un programme WebAssembly
        [a-database] une base de données
        [a-MIDI-file-which-holds-notes-and-no-sound] un fichier MIDI, qui contient des notes et aucun son
        [a-font] une police de caractères
        [a-playlist] une playlist
        [an-SVG-picture] une image SVG
        [a-web-page] une page web
        [an-XML-document] un document XML
        [a-session-description] une description de session
       *[a-text-file] un fichier texte
    }, pas de l’audio que je sais lire.
error-other-scheme = Je ne peux utiliser que des liens qui commencent par http:// ou https://.
error-credentials-in-url = Je n’utilise pas les liens qui contiennent un nom d’utilisateur ou un mot de passe.
error-long-url = Ce lien est trop long pour moi.
error-refused-port = Je ne récupère que par les ports habituels du web, 80 et 443.
error-empty-file = Ce fichier est vide.
error-page-refused = Ce site n’a pas voulu me donner le morceau. Essaie plutôt de joindre le fichier.
error-page-too-long = C’est un direct, ou c’est trop long pour moi.
error-storage-full = Je n’ai pas de place pour ce fichier en ce moment. Réessaie plus tard, s’il te plaît.

error-worker = Quelque chose s’est mal passé pendant que j’écoutais ce fichier.
error-busy = Trop de morceaux attendent chez moi en ce moment. Réessaie dans quelques minutes, s’il te plaît.
error-member-busy = Tu as déjà autant de morceaux en attente qu’une personne peut en avoir. Attends d’abord ceux-là, s’il te plaît.
error-server-busy = Ce serveur a déjà autant de morceaux en attente qu’un serveur peut en avoir. Réessaie dans quelques minutes, s’il te plaît.
error-crashed = J’ai planté sur ce fichier. Les autres morceaux ne sont pas touchés.
error-deadline = L’écoute de ce fichier prenait trop de temps, alors j’ai arrêté.
error-repeated-crash = Ce fichier m’a déjà fait planter, alors je n’y touche plus.
error-unavailable = Je ne peux rien écouter en ce moment. Réessaie plus tard, s’il te plaît.

## A server's settings

settings-heading = Comment je me comporte sur ce serveur
setting-line = **{ $label }** : { $value }
setting-changed = -# Changé : { $label }
setting-undone = -# Annulé : { $label }
nothing-to-undo = -# Il n’y a rien à annuler.
last-change = -# Dernier changement : { $label }, par { $who }, { $when }
no-channels = aucun choisi
settings-answers = **Réponses aux morceaux postés**
settings-offers = **Ce que je propose**
settings-own-posts = **Ce que je poste de moi-même**
settings-limits = **Qui peut utiliser quoi**
per-hour = { $number } par heure
no-roles = tout le monde
no-hours = jamais
# What may be typed, said to somebody who typed something else.
type-number = -# Il me faut un nombre entier de { $least } à { $most }.
type-hours = -# Il me faut deux heures de la journée, comme 22:00-07:00, ou rien du tout.
type-time = -# Il me faut une heure, comme 18:00.
type-zone = -# Je ne connais pas ce fuseau horaire. Donne une ville, comme Europe/Paris ou America/Montreal.
type-order = -# Donne certains de ces noms, entre virgules : { $names }.

setting-links = Liens vers des pages de morceaux
    .description = Les sites à qui je peux demander un morceau, parmi ceux activés par qui me gère.
    .youtube = YouTube
    .youtube-description = Les morceaux derrière des liens vers YouTube.
    .soundcloud = SoundCloud
    .soundcloud-description = Les morceaux derrière des liens vers SoundCloud.
    .bandcamp = Bandcamp
    .bandcamp-description = Les morceaux derrière des liens vers Bandcamp.
    .archive = Internet Archive
    .archive-description = Les morceaux derrière des liens vers Internet Archive.
    .others = Autres
    .others-description = Ce que les personnes qui me gèrent ont activé en plus.
no-links = aucun
setting-posts = Où je réponds aux morceaux postés
    .description = Les commandes et le menu contextuel marchent partout, quoi que tu choisisses.
    .all = Dans tous les salons
    .all-description = Partout où je peux lire et écrire.
    .list = Seulement dans les salons choisis
    .list-description = Choisis-les sous Salons.
    .none = Nulle part
    .none-description = Je ne réponds qu’aux commandes et au menu contextuel.
setting-channels = Salons
    .description = Où je réponds aux posts, si ce n’est que dans des salons choisis.
setting-style = À quoi ressemblent les réponses
    .description = Combien j’écris sous un morceau posté.
    .full = Complètes
    .full-description = Le genre avec des barres, cinq morceaux similaires, des boutons.
    .compact = Compactes
    .compact-description = Une ligne pour le genre, une ligne pour trois morceaux similaires.
    .reaction = Une réaction seulement
    .reaction-description = Je réagis au post ; le menu contextuel montre le reste.
setting-place = Où vont les réponses
    .description = Sous le post, ou dans un fil à part.
    .reply = Sous le post
    .reply-description = Une réponse dans le salon.
    .thread = Dans un fil
    .thread-description = Un fil sur le post, là où je peux en ouvrir un.
setting-language = Langue des réponses
    .description = Ce que j’écris sous les posts ; qui appuie sur un bouton lit dans sa propre langue.
    .auto = La langue du serveur
    .auto-description = Comme dans les paramètres du serveur sur Discord.
    .en = English
    .en-description = Replies in English.
    .de = Deutsch
    .de-description = Antworten auf Deutsch.
    .fr = Français
    .fr-description = Réponses en français.
    .es-ES = Español
    .es-ES-description = Respuestas en español.
    .pt-BR = Português do Brasil
    .pt-BR-description = Respostas em português do Brasil.
    .ja = 日本語
    .ja-description = 日本語で返信します。
setting-library = La bibliothèque du serveur
    .description = On peut retrouver ici les morceaux postés, si on voit le post.
    .off = Pas de bibliothèque
    .off-description = Rien de ce qui est posté n’est recommandé à qui que ce soit.
    .on = Tenir une bibliothèque
    .on-description = Ce qui est posté à partir de maintenant se retrouve ici, et seulement ici.
setting-reactions = J’aime
    .description = Si les réactions et Enregistrer comptent, pour le classement et les bilans.
    .off = Ne pas compter
    .off-description = Aucune réaction n’est gardée.
    .on = Compter
    .on-description = Les réactions aux morceaux des autres ; pas de qui ne veut pas.
setting-posters = Palmarès
    .description = Si le classement montre qui poste le plus.
    .off = Aucun
    .off-description = Personne n’est classé.
    .on = Montrer
    .on-description = Qui poste le plus, et les morceaux de qui plaisent.
setting-taste = Goûts
    .description = Si l’on trouve par leurs goûts les membres qui le veulent.
    .off = Ne pas comparer
    .off-description = Personne n’est trouvé par ses goûts.
    .on = Comparer
    .on-description = Seulement les membres qui l’ont choisi avec la commande de vie privée.
setting-listenbrainz = ListenBrainz
    .description = Ce qu’écoutent ceux qui écoutent un morceau. Titres, artistes, genres y vont, jamais le son.
    .off = Ne pas demander
    .off-description = Rien sur les morceaux ne part vers ListenBrainz.
    .on = Demander
    .on-description = Seulement si ceux qui me gèrent l’ont aussi activé.
setting-explicit = Noms explicites
    .description = Morceaux aux noms injurieux ou explicites, hors des salons avec limite d’âge.
    .hide = Laisser de côté
    .hide-description = Ils ne sont pas recommandés.
    .show = Montrer
    .show-description = Ils sont recommandés comme les autres.
setting-digest = Bilan
    .description = Les sons de ce serveur : genres, morceaux préférés, qui a exploré du nouveau.
    .off = Aucun
    .off-description = Je ne poste pas de bilan.
    .weekly = Chaque semaine
    .weekly-description = Le jour choisi, sur la semaine d’avant.
    .monthly = Chaque mois
    .monthly-description = Le premier jour choisi du mois, sur le temps depuis le précédent.
setting-digestday = Jour du bilan
    .description = Quel jour de la semaine il arrive.
    .monday = Lundi
    .monday-description = Il arrive le Lundi.
    .tuesday = Mardi
    .tuesday-description = Il arrive le Mardi.
    .wednesday = Mercredi
    .wednesday-description = Il arrive le Mercredi.
    .thursday = Jeudi
    .thursday-description = Il arrive le Jeudi.
    .friday = Vendredi
    .friday-description = Il arrive le Vendredi.
    .saturday = Samedi
    .saturday-description = Il arrive le Samedi.
    .sunday = Dimanche
    .sunday-description = Il arrive le Dimanche.
setting-dailysong = Morceau du jour
    .description = Un morceau par jour, aucun deux fois en trois mois.
    .off = Aucun
    .off-description = Je ne poste pas de morceau de moi-même.
    .server = De la bibliothèque du serveur
    .server-description = Des morceaux que tout le monde voit ici ; il faut la bibliothèque.
    .archive = De l’archive
    .archive-description = Dans un genre qui se poste beaucoup ici.
setting-postchannel = Salon de mes posts
    .description = Où arrivent bilan et morceau du jour ; aucun choisi : nulle part.
setting-posttime = Heure de mes posts
    .description = Quand ils arrivent, comme 18:00, dans le fuseau horaire du serveur.
setting-services = Sites où ouvrir les morceaux
    .description = Quels liens de recherche sont sous Ouvrir sur…, dans cet ordre, entre virgules.
setting-quiet = Heures calmes
    .description = Je laisse alors les posts tranquilles, comme 22:00-07:00, pas les commandes. Vide : jamais.
setting-zone = Fuseau horaire
    .description = Celui des heures calmes et de mes posts, comme Europe/Paris.
setting-postroles = À qui je réponds
    .description = Aux posts des membres avec un de ces rôles ; aucun choisi : à tout le monde.
setting-commandroles = Qui peut utiliser les commandes
    .description = Les membres avec un de ces rôles. Vie privée, aide et réglages restent ouverts.
setting-postlimit = Posts par membre
    .description = À combien de posts avec des morceaux d’un membre je réponds en une heure.
setting-commandlimit = Commandes par membre
    .description = Combien de commandes un membre peut utiliser en une heure.
language-preview = -# Voilà comment j’écris sous les morceaux postés à partir de maintenant.

## Privacy

answers-on = Je réponds aux morceaux que tu postes. `/{ command-privacy } { command-privacy-posts } { option-answers }: False` change ça.
answers-off = Je laisse tranquilles les morceaux que tu postes. `/{ command-privacy } { command-privacy-posts } { option-answers }: True` change ça.
findable-on = Les membres aux goûts proches des tiens peuvent te trouver, là où les admins l’ont activé. `/{ command-privacy } { command-privacy-taste } { option-found }: False` change ça.
findable-off = Personne ne te trouve par tes goûts. `/{ command-privacy } { command-privacy-taste } { option-found }: True` change ça.
exported = Je t’ai envoyé un message privé avec tout ce que je garde sur toi.
exported-here = Je ne peux pas t’envoyer de message privé, alors voici tout ce que je garde sur toi. Personne d’autre ne voit cette réponse.
erase-question = Ça supprime ton historique, tes morceaux enregistrés, tes corrections et tes choix, ainsi que chaque morceau que personne d’autre ne m’a montré. C’est irréversible.
erased = C’est fait. Je ne garde plus rien sur toi.
privacy =
    ### Ce que je garde sur toi
    - À quels messages de toi j’ai répondu, pour que chacun ait une seule réponse : { $posts }
    - Quels morceaux tu as fait écouter et où, pour `/{ command-history }` : { $hearings }
    - Les morceaux que tu as enregistrés : { $saved }
    - Tes réactions aux morceaux, là où les admins d’un serveur font compter les j’aime : { $reactions }
    - Ce que tu as dit des genres, pour mesurer et améliorer les modèles : { $feedback }
    - Les listes que tu as demandées, pendant trente jours, pour qu’on puisse en tourner les pages : { $lists }
    - Les réglages de serveurs que tu as changés, pour qu’on puisse revenir en arrière : { $changes }
    { $answers }
    { $findable }

    ### Ce que je garde sur les morceaux
    L’empreinte d’un morceau, son titre et son artiste tels que le fichier les donne, ce qui a été entendu, et de petites images de son son, pour que personne n’attende deux fois. L’audio lui-même est supprimé dès que la réponse est envoyée. Ce que les autres écrivent n’est pas gardé.

    Là où les admins tiennent une bibliothèque, les morceaux postés sur leur serveur peuvent y être retrouvés et recommandés, pour qui voit le post. Un post supprimé quitte la bibliothèque.

    Ce que je garde d’un serveur disparaît trente jours après qu’il m’a retiré.

    `/{ command-privacy } { command-privacy-export }` t’envoie le tout, `/{ command-privacy } { command-privacy-delete }` le supprime.

page-privacy = Politique de confidentialité
page-terms = Conditions d’utilisation
page-source = Code source
contact = Qui me gère : { $contact }
terms =
    ### Conditions d’utilisation
    - Je mesure des sons et je devine des genres, et je me trompe souvent. Rien de ce que je dis n’est une promesse, ni un jugement sur des personnes, leurs œuvres ou leurs droits.
    - Montre-moi seulement ce que tu as le droit de montrer ici : tu réponds de ce que tu postes et de tes liens.
    - N’essaie pas de me casser, de contourner mes limites ou d’atteindre par moi ce qui n’est pas à toi. Qui me gère peut exclure les personnes qui le font.
    - Les morceaux que je recommande appartiennent à leurs artistes, et chacun garde sa licence. Ce que tu fais d’un morceau se règle entre toi et eux.
    - Je suis là tel quel, gratuitement. On peut me changer ou m’arrêter à tout moment, et personne ne doit réparation pour mes erreurs, dans la mesure permise par la loi.
    - Les conditions de Discord s’appliquent aussi. `/{ command-privacy } { command-privacy-show }` dit ce que je garde sur toi.

## About and help

about =
    ### Cratedigger { $version }
    J’écoute les morceaux que les gens postent, je dis à quel genre ils ressemblent et je trouve des morceaux au son proche.

    - **Modèles** { $model } : un réseau convolutif et un vote LightGBM, réunis et calibrés ; les mots qui décrivent un morceau comptent aussi. Ils connaissent ces genres : { $genres }. { $archive ->
        [yes] Ils ont été entraînés sur de courts extraits de la Free Music Archive, hésitent souvent, et le disent.
       *[no] Ils hésitent souvent, et le disent.
    }
    - { $figures }
    - **Catalogue** : { $archive ->
        [yes] { $songs } morceaux de la [Free Music Archive](https://freemusicarchive.org). Chacun garde la licence choisie par son artiste ; les métadonnées sont sous CC BY 4.0 (FMA data set, Defferrard et autres, ISMIR 2017).
       *[no] { $songs } morceaux.
    }
    - **Licences** : le code est un logiciel libre sous licence MIT.
    - **Ressemblance** : la probabilité mesurée que deux morceaux aussi proches partagent un genre.
    - { $agreement }
    - { $content }
    - { $protections }

    Les morceaux sont décodés dans des processus séparés et verrouillés, et l’audio n’est jamais gardé. `/{ command-privacy } { command-privacy-show }` dit ce qui l’est.
about-figures = **Ce qu’ils valent**, mesuré sur { $tracks } morceaux d’artistes qu’ils n’ont jamais entendus, sans les mots : le genre est juste pour { $joined } (le réseau seul { $network }, le vote seul { $trees }, au hasard { $chance }). Quand la réponse se dit sûre, pour { $sure } des morceaux, elle est juste pour { $right }. Parmi les morceaux que je recommande, { $alike } ont le même genre. La musique qui ne ressemble pas à celle de leur entraînement s’en sort moins bien.
about-no-figures = **Ce qu’ils valent** n’a pas été mesuré pour ces modèles-ci.
protections = **Autour de chaque fichier** : { $names }.
protections-missing = Non offert par ce système : { $names }.
protections-unknown = **Autour de chaque fichier** : le premier processus démarre encore.
protection-environment = ni jetons ni réglages
protection-network = aucun réseau
protection-files = aucun autre fichier
protection-system-calls = peu d’appels système
protection-privileges = aucun privilège
protection-memory = mémoire limitée
protection-processor-time = temps processeur limité
protection-threads = threads limités
protection-parent-death = aucune vie au-delà de la mienne
agreement =
    { $given ->
        [one] **Les membres étaient d’accord** avec { $right } réponse sur { $given } jugée.
       *[other] **Les membres étaient d’accord** avec { $right } réponses sur { $given } jugées.
    }
no-agreement = **Les membres** n’ont encore jugé aucune réponse : c’est à ça que servent les boutons *{ button-right }* et *{ button-wrong }*.
reads-posts = **Les morceaux postés** reçoivent une réponse sans commande.
reads-no-posts = **Les morceaux postés** reçoivent une réponse là où on me mentionne et en privé ; ailleurs, utilise les commandes.

mention-help = Poste un morceau en me mentionnant, ou fais un clic droit ou un appui long sur un message qui en contient un, puis *Applications*, *{ menu-find-genre-and-similar-songs }* : je dis son genre et je trouve des morceaux similaires. `/{ command-help }` en dit plus.
mention-unseen = Discord ne me montre pas le message auquel tu réponds. Fais un clic droit ou un appui long dessus, puis *Applications*, *{ menu-find-genre-and-similar-songs }*.
help =
    ### Comment m’utiliser
    - **Poste un morceau** : un fichier audio, une vidéo avec du son ou un lien direct. Je réponds avec son genre et des morceaux similaires.
    - **Fais un clic droit ou un appui long sur un message**, puis *Applications*, *{ menu-find-genre-and-similar-songs }*.
    - `/{ command-classify } { option-file }:` ou `/{ command-classify } { option-url }:` écoute un morceau.
    - `/{ command-recommend } { command-recommend-like } { option-title }: moonlight` trouve des morceaux comme l’un de ceux de l’archive.
    - `/{ command-recommend } { command-recommend-genre } { option-genre }: Folk` tire des morceaux d’un genre.
    - `/{ command-recommend } { command-recommend-song } { option-file }:` trouve dix morceaux comme le tien ; `{ command-recommend-surprise }` les trouve dans d’autres genres.
    - `/{ command-recommend } { command-recommend-blend }`, `/{ command-recommend } { command-recommend-path }` et `/{ command-recommend } { command-recommend-mine }` cherchent entre des morceaux, vont de l’un à l’autre, et suivent ce que tu as posté et enregistré. `{ option-export }:` te donne n’importe quelle liste en fichier.
    - `/{ command-history } { command-history-mine }`, `/{ command-history } { command-history-server }` et `/{ command-saved }` listent les morceaux d’avant.
    - `/{ command-library } { command-library-search }` liste les morceaux postés ici, là où les admins tiennent une bibliothèque.
    - `/{ command-privacy } { command-privacy-show }` dit ce que je garde, et comment l’obtenir ou le supprimer.
    - `/{ command-charts } { command-charts-songs }` compte ce qui a été posté ici, `/{ command-compare }` met deux morceaux côte à côte.
    - `/{ command-taste } { command-taste-matches }` trouve des membres aux goûts proches des tiens, là où admins et membres le veulent.
    - `/{ command-settings }` laisse les admins choisir où et comment je réponds.
    - `/{ command-digest } { command-digest-preview }` montre aux admins le bilan de ce serveur, qu’ils activent là.
    - `/{ command-about }` dit quels modèles répondent et ce qu’ils valent.

    Les boutons sous une réponse : *{ button-more }*, *{ button-right }* ou *{ button-wrong }* à propos du genre, *{ button-save }*, et *{ button-delete }* pour qui l’a demandée.

## Commands: a name is lower-case, without spaces, of at most 32 characters; a description has at most 100.

command-about = à-propos
    .description = Ce qu’est ce bot, quels modèles répondent et combien de fois les membres étaient d’accord.
command-charts = classement
    .description = Ce qui plaît et se poste le plus sur ce serveur.
command-charts-posters = membres
    .description = Montre qui a le plus posté sur ce serveur, si ses admins le veulent.
command-charts-songs = morceaux
    .description = Montre les morceaux préférés de ce serveur et les genres les plus postés.
command-classify = identifier
    .description = Donne le genre d’un morceau et trouve des morceaux qui lui ressemblent.
command-compare = comparer
    .description = Compare deux morceaux : leurs genres côte à côte, et leur proximité.
command-digest = bilan
    .description = Les sons de ce serveur, semaine après semaine ou mois après mois.
command-digest-preview = aperçu
    .description = Te montre à toi seul le bilan tel qu’il serait maintenant, et quand il est posté.
command-help = aide
    .description = Montre comment utiliser ce bot, avec des exemples.
command-history = historique
    .description = Les morceaux écoutés avant.
command-history-mine = moi
    .description = Liste les morceaux que tu as fait écouter.
command-history-server = serveur
    .description = Liste les morceaux postés sur ce serveur, dans les salons que tu peux voir.
command-library = bibliothèque
    .description = Les morceaux postés sur ce serveur, là où ses admins me laissent les garder.
command-library-remove = retirer
    .description = Retire un morceau de la bibliothèque de ce serveur.
command-library-search = chercher
    .description = Cherche dans la bibliothèque de ce serveur, par mots, genre, tempo, tonalité et membre.
command-privacy = confidentialité
    .description = Ce que je garde sur toi, et ce que tu peux en décider.
command-privacy-delete = supprimer
    .description = Supprime tout ce qui est gardé sur toi, après ta confirmation.
command-privacy-export = exporter
    .description = T’envoie tout ce qui est gardé sur toi, en fichier dans un message privé.
command-privacy-posts = posts
    .description = Choisis si je réponds aux morceaux que tu postes.
command-privacy-show = afficher
    .description = Dit ce qui est gardé sur toi et pourquoi.
command-privacy-taste = goûts
    .description = Choisis si d’autres te trouvent par tes goûts ; personne ne le fait avant.
command-privacy-terms = conditions
    .description = Affiche les conditions d’utilisation et où les lire, avec la politique de confidentialité.
command-recommend = recommander
    .description = Trouve des morceaux.
command-recommend-blend = mélange
    .description = Trouve des morceaux entre deux, trois ou quatre autres.
command-recommend-genre = genre
    .description = Trouve des morceaux d’un genre.
command-recommend-like = comme
    .description = Trouve des morceaux comme un de l’archive ou de la bibliothèque de ce serveur.
command-recommend-mine = pour-moi
    .description = Trouve des morceaux comme ceux que tu as postés et enregistrés.
command-recommend-mix = mix
    .description = Ordonner pour le mix, par tempo et tonalité, les morceaux que tu as postés et enregistrés.
command-recommend-path = chemin
    .description = Fait une playlist qui va d’un morceau à un autre.
command-recommend-song = morceau
    .description = Trouve des morceaux qui ressemblent au tien.
command-recommend-surprise = surprise
    .description = Trouve des morceaux proches par le son et loin par le genre.
command-saved = enregistrés
    .description = Liste les morceaux que tu as enregistrés.
command-settings = réglages
    .description = Choisis où et comment je réponds aux morceaux postés sur ce serveur.
command-taste = goûts
    .description = Qui a des goûts proches des tiens, parmi les membres qui veulent être trouvés.
command-taste-blend = mélanger
    .description = Trouve des morceaux entre tes goûts et ceux d’un membre.
command-taste-matches = proches
    .description = Montre des membres aux morceaux proches des tiens, et ce que tu n’as pas posté d’eux.
menu-find-genre-and-similar-songs = Genre et morceaux similaires

option-answers = réponses
    .description = Si je réponds aux morceaux que tu postes
option-count = nombre
    .description = Combien de morceaux, de 1 à 25 ; 10 si tu ne dis rien
option-end = fin
    .description = Le morceau où finir
option-end_title = titre_fin
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-export = export
    .description = Emporte la liste en fichier, pour un lecteur ou un tableur
option-file = fichier
    .description = Un fichier audio, ou une vidéo avec du son
option-first = premier
    .description = Un morceau
option-first_title = titre_premier
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-fourth = quatrième
    .description = Un quatrième
option-fourth_title = titre_quatrième
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-found = trouvable
    .description = Si des membres aux goûts proches des tiens peuvent te trouver
option-genre = genre
    .description = Un genre ; choisis-en un dans la liste
option-key = tonalité
    .description = Une tonalité, comme 8A ou F#m ; choisis-en une dans la liste
option-member = membre
    .description = Un membre qui veut être trouvé
option-period = période
    .description = Jusqu’où remonter ; un mois si tu ne dis rien
option-poster = membre
    .description = Le membre qui l’a posté
option-second = deuxième
    .description = Un autre
option-second_title = titre_deuxième
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-song = morceau
    .description = Un de tes morceaux ; la modération peut retirer n’importe lequel
option-source = source
    .description = D’où peuvent venir les morceaux ; des deux si tu ne dis rien
option-compare-second = deuxième
    .description = Un autre morceau
option-start = début
    .description = Le morceau d’où partir
option-start_title = titre_début
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-tag = mot
    .description = Un mot qui convient aux morceaux, comme jazz ou triste ; choisis-en un dans la liste
option-tempo = tempo
    .description = Battements par minute, comme 120-128, ou comme 124 à quatre pour cent près
option-third = troisième
    .description = Un troisième
option-third_title = titre_troisième
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-title = titre
    .description = Un bout de titre ou d’artiste ; choisis dans la liste
option-url = url
    .description = Un lien direct vers un fichier audio
option-words = mots
    .description = Des mots d’un titre ou d’un artiste ; tous les morceaux si tu ne dis rien
choice-both = L’archive et ce serveur
choice-archive = L’archive
choice-server = Ce serveur

choice-week = Les sept derniers jours
choice-month = Les trente derniers jours
choice-ever = Depuis toujours
choice-m3u = M3U, pour les lecteurs
choice-jspf = JSPF, pour les outils de playlists
choice-csv = CSV, pour les tableurs

## Words for tags

tag-hip-hop = hip-hop
tag-house = house
tag-progressive-rock = rock progressif
tag-alternative = alternatif
tag-alternative-rock = rock alternatif
tag-ambient = ambient
tag-blues = blues
tag-classic-rock = rock classique
tag-country = country
tag-dance = dance
tag-electro = électro
tag-electronic = électronique
tag-electronica = electronica
tag-experimental = expérimental
tag-folk = folk
tag-funk = funk
tag-hard-rock = hard rock
tag-heavy-metal = heavy metal
tag-indie = indé
tag-indie-pop = pop indé
tag-indie-rock = rock indé
tag-jazz = jazz
tag-metal = metal
tag-pop = pop
tag-punk = punk
tag-rnb = R&B
tag-rock = rock
tag-soul = soul
tag-mellow = doux
tag-beautiful = beau
tag-chill = détendu
tag-chillout = détendu
tag-happy = joyeux
tag-party = festif
tag-sad = triste
tag-sexy = sexy
tag-00s = années 2000
tag-60s = années 60
tag-70s = années 70
tag-80s = années 80
tag-90s = années 90
tag-oldies = vieux tubes
tag-female-vocalist = voix féminine
tag-female-vocalists = voix féminine
tag-male-vocalists = voix masculine
tag-acoustic = acoustique
tag-guitar = guitare
tag-instrumental = instrumental
tag-catchy = entraînant
tag-easy-listening = easy listening

## Noms des genres

genre-name-ambient = Ambient
genre-name-blues = Blues
genre-name-classical = Classique
genre-name-country = Country
genre-name-disco = Disco
genre-name-electronic = Électronique
genre-name-experimental = Expérimental
genre-name-folk = Folk
genre-name-funk = Funk
genre-name-hip-hop = Hip-hop
genre-name-instrumental = Instrumental
genre-name-international = World
genre-name-jazz = Jazz
genre-name-metal = Metal
genre-name-pop = Pop
genre-name-punk = Punk
genre-name-reggae = Reggae
genre-name-rock = Rock
genre-name-soul = Soul
genre-name-soul-r-b = Soul et R&B
genre-name-soundtrack = Musique de film
