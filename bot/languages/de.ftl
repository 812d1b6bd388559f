### Deutsch. Angeredet wird mit du; Genrenamen bleiben, wie sie sind.

## A heard song

headline-sure = { $genre } { $percent }
headline-between = Zwischen { $first } und { $second }
headline-unsure = Nicht sicher: vielleicht { $genre } { $percent }
tempo = { $bpm } BPM
musical-key =
    { $tonic ->
        [B] H
        [Bb] B
       *[other] { $tonic }
    }-{ $mode ->
        [major] Dur
       *[other] Moll
    } ({ $camelot })
own-genres = **{ $genre }** unter deinen eigenen Genres:
heard-part = { $genre } bei { $times }
heard-parts = -# Herausgehört: { $parts }.
very-short = -# Das ist ein sehr kurzer Ausschnitt, nimm es also nicht zu genau.
sounds-like = **Klingt wie**
archive-has-little = -# Klanglich am nächsten: Das Archiv hat wenig { $genre }.
played-with = **Wer das hört, hört auch**
played-of-genre = **Viel gehört: { $genre }**
played-song = { $place }. { $link } · { $artist }
sounds-like-free = **Klingt wie** (frei zu hören)
by-artist = von { $artist }
recommendation = { $place }. { $link } · { $artist } · { $genre } · zu { $similarity } ähnlich
untagged-recommendation = { $place }. { $link } · { $genre } · zu { $similarity } ähnlich
track = { $place }. { $link } · { $artist } · { $genre }
untagged-track = { $place }. { $link } · { $genre }
nothing-alike = Ich kenne keinen Song, der so klingt.
no-more = Ich kenne keine weiteren Songs, die so klingen.
took = -# { $archive ->
        [yes] Angehört in { $seconds } s. Ähnliche Songs stammen aus dem [Free Music Archive](https://freemusicarchive.org).
       *[no] Angehört in { $seconds } s.
    }
archive = -# Die Songs stammen aus dem [Free Music Archive](https://freemusicarchive.org).
left-out = -# { $limit ->
        [one] Ich höre pro Nachricht einen Song an, diese mussten also warten: { $names }
       *[other] Ich höre pro Nachricht { $limit } Songs an, diese mussten also warten: { $names }
    }
this-song = dieser Song
posted-before = -# [Hier schon gepostet]({ $link }), { $when }.
sounds-like-here = **Auf diesem Server**
not-music-speech = Das klingt eher nach Sprache als nach Musik, also nenne ich kein Genre.
not-music-noise = Das klingt eher nach Geräusch als nach Musik, also nenne ich kein Genre.
reason-close = ähnlich in { $aspects }
reason-corner = dieselbe Ecke von { $genre }
reason-tempo = beide um { $bpm } BPM
reason-key = beide in { $musical_key }
aspect-rhythm = Rhythmus
aspect-brightness = Helligkeit
aspect-colour = Klangfarbe
aspect-dynamics = Dynamik
compact-title = **{ $title }**
compact-title-artist = **{ $title }** von { $artist }
compact-song = { $song }: { $headline }
compact-alike = -# Klingt wie { $songs }
thread-name = Songs wie { $title }
series-separator = { ", " }

## Lists of songs

genre-heading = { $genre } aus dem Archiv
genre-songs-heading = Songs des Genres { $genre }
library-heading = Die Bibliothek dieses Servers
library-search-heading = „{ $words }“ in der Bibliothek dieses Servers
song-heading = Songs wie { $title }
surprise-heading = Anders als { $title } im Genre, ähnlich im Klang
blend-heading = Zwischen { $titles }
path-heading = Von { $start } zu { $end }
mix-heading = { $number } deiner Songs, zum Mixen geordnet
mine-heading =
    { $number ->
        [one] Wie der Song, den du gepostet oder gemerkt hast
       *[other] Wie die { $number } Songs, die du gepostet und gemerkt hast
    }
not-shown =
    { $number ->
        [one] -# Ein weiterer steht in der Datei; du bekommst sie mit der Option `{ option-export }`.
       *[other] -# { $number } weitere stehen in der Datei; du bekommst sie mit der Option `{ option-export }`.
    }
history-mine-heading = Songs, die du hast anhören lassen
history-server-heading = Hier gepostete Songs
saved-heading = Songs, die du dir gemerkt hast
empty-list = Noch nichts.
library-removed = { $title } ist nicht mehr in der Bibliothek.

## Buttons and selects

button-more = Mehr davon
button-back = Zurück
button-next = Weiter
button-right = Stimmt
button-wrong = Stimmt nicht
button-save = Merken
button-open = Öffnen in…
open-hint = Ein anderer Song der Liste
open-heading = Öffnen in…: { $title }
button-delete = Löschen
button-erase = Alles über mich löschen
button-undo = Letzte Änderung zurücknehmen
button-enter = Wert eingeben
genre-hint = Wähle ein Genre
remove-hint = Einen Song entfernen
setting-hint = Eine Einstellung ändern

saved-note = Gemerkt. `/{ command-saved }` zeigt deine Liste.
saved-before = Der Song steht schon auf deiner Liste. `/{ command-saved }` zeigt sie dir.
which-genre = Welches Genre ist es?
thanks = Danke. Notiert: { $genre }.

## Charts and comparisons

charts-heading =
    { $period ->
        [week] Charts der letzten sieben Tage
        [month] Charts der letzten dreißig Tage
       *[ever] Charts aller Zeiten
    }
charts-songs = Beliebteste Songs
charts-genres = Genres
charts-posted = Gepostete Songs
charts-likes = Likes
# $number: how many members like a song.
likes =
    { $number ->
        [one] gefällt 1 Mitglied
       *[other] gefällt { $number } Mitgliedern
    }
charts-no-likes = -# Hier zählt niemand, was gefällt. Admins können das mit `/{ command-settings }` ändern.
charts-nothing-liked = Noch hat nichts jemandem gefallen. Reaktionen auf einen Song und *{ button-save }* zählen, außer beim eigenen.
posters-heading =
    { $period ->
        [week] Wer in den letzten sieben Tagen am meisten gepostet hat
        [month] Wer in den letzten dreißig Tagen am meisten gepostet hat
       *[ever] Wer insgesamt am meisten gepostet hat
    }
poster =
    { $songs ->
        [one] { $place }. { $who }: 1 Song
       *[other] { $place }. { $who }: { $songs } Songs
    }
poster-liked =
    { $songs ->
        [one] { $place }. { $who }: 1 Song, { $likes } { $likes ->
            [one] Like
           *[other] Likes
        }
       *[other] { $place }. { $who }: { $songs } Songs, { $likes } { $likes ->
            [one] Like
           *[other] Likes
        }
    }
charts-tags = In den Worten der Leute
# Songs picked by a tag: what stands above the list, and the tag.
heading-with-tag = { $heading }: { $tag }
## What I post by myself

digest-heading = Die Klänge dieses Servers, { $days }
digest-totals =
    { $songs ->
        [one] 1 Song
       *[other] { $songs } Songs
    } von { $members ->
        [one] 1 Mitglied
       *[other] { $members } Mitgliedern
    }.
# Behind a genre that was not posted in the week or month before.
digest-new = neu
digest-explorers = Neuland
digest-explorer = { $who } hat zum ersten Mal { $genres } gepostet.
digest-quiet = Die haben noch niemandem gefallen
digest-next = -# Der nächste Rückblick kommt { $when } in { $channel }.
digest-off = -# Er wird nicht gepostet: Wähle mit `/{ command-settings }`, wie oft und in welchem Kanal.
digest-empty = Seit dem letzten Rückblick wurde kein Song gepostet, wo alle ihn sehen.
daily-heading = Song des Tages, { $day }
daily-posted = -# Gepostet von { $who }, { $when }.
taste-heading = Mitglieder mit einem Geschmack wie deinem
# $genres: the genres that both post.
taste-match = **{ $who }**: { $alike } ähnlich, in { $genres }
taste-nobody = Ich habe niemanden gefunden. Ich suche nur unter Mitgliedern, die gefunden werden möchten.
taste-join = -# Dich findet noch niemand: `/{ command-privacy } { command-privacy-taste }` ändert das.
taste-blend-heading = Zwischen dir und { $who }, { $alike } ähnlich
compare-heading = { $first } und { $second }
compare-shared = **{ $share }** ihrer Genreprofile sind gemeinsam. Nähe im Klang: **{ $nearness }** (1 ist gleich, 0 hat nichts gemeinsam).
compare-difference = Der erste hat mehr { $more } (um { $more_by }), der zweite mehr { $less } (um { $less_by }).
differs-rhythm =
    { $place ->
        [1] Der erste Song hat den stärkeren Rhythmus.
       *[other] Der zweite Song hat den stärkeren Rhythmus.
    }
differs-brightness =
    { $place ->
        [1] Der erste Song klingt heller.
       *[other] Der zweite Song klingt heller.
    }
differs-dynamics =
    { $place ->
        [1] Der erste Song wechselt mehr zwischen laut und leise.
       *[other] Der zweite Song wechselt mehr zwischen laut und leise.
    }
differs-little = In Rhythmus, Helligkeit und Lautstärke sind sie sich sehr ähnlich.

## What the cards say; keep it short

card-others = { $number } weitere
card-this-song = dieser Song
card-alike = klingt ähnlich
card-unsure = nicht sicher
card-similarity = ähnlich
card-nothing = noch nichts
alt-song = Karte von { $title }.
alt-song-artist = Karte von { $title } von { $artist }.
alt-genres = Genres: { $genres }.
alt-heard = Herausgehört: { $parts }.
alt-tags = Worte dafür, von Stelle zu Stelle: { $tags }.
alt-map = Eine Landkarte zeigt den Song neben den Songs des Katalogs, die ähnlich klingen.
alt-charts = { $title }, { $subtitle }. { $first_heading }: { $first }. { $second_heading }: { $second }.
alt-compare = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }.
alt-compare-differences = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }. { $differences }.
alt-history = { $title }: { $songs }.

## Errors of people and of Discord

unexpected = Bei mir ist etwas schiefgegangen. Für die, die mich betreiben, ist es notiert.
cooldown = Das war viel für eine Stunde. Komm { $when } wieder.
missing-role = Das dürfen hier nur Mitglieder mit einer dieser Rollen: { $roles }.
not-allowed = Das darfst du hier nicht benutzen.
bot-not-allowed = Das darf ich hier nicht. Die Moderation kann mir das Recht dazu geben.
bad-option = Diese Option verstehe ich nicht.
failed = **{ $name }**
    { $sentence }

waiting =
    { $position ->
        [0] Ich höre jetzt deinen Song.
        [1] Dein Song ist als Nächster dran.
       *[other] Dein Song ist Nummer { $position } in der Warteschlange.
    }
error-user = Das kann ich nicht.
error-nothing-given = Gib mir einen Song: Häng eine `{ option-file }` an oder füg eine `{ option-url }` ein.
error-both-given = Gib mir entweder eine `{ option-file }` oder eine `{ option-url }`, nicht beides.
error-no-song-in-message = In der Nachricht sehe ich keinen Song: keine Audiodatei, kein Video und keinen direkten Link dorthin.
error-voice-message = Das ist eine Sprachnachricht. Die sind privat, also lasse ich sie in Ruhe.
error-unknown-title = Einen Song mit diesem Namen kenne ich nicht. Tippe ein paar Buchstaben und wähle einen aus der Liste.
error-no-songs-of-genre = Ich kenne noch keine Songs dieses Genres: Das Archiv hat kaum welche, und hier wurde noch keiner gepostet.
error-unknown-genre = Dieses Genre kenne ich nicht. Wähle eins aus der Liste.
error-unknown-tag = Ich kenne keinen Song, zu dem dieses Wort passt. Wähle eins aus der Liste.
error-unknown-key = Diese Tonart kenne ich nicht. Wähle eine aus der Liste oder schreib eine wie 8A oder F#m.
error-unknown-tempo = Dieses Tempo kenne ich nicht. Schreib Schläge pro Minute von 30 bis 300, als 124 oder 120-128.
error-attachment-gone = Discord hat diese Datei nicht mehr. Poste sie bitte noch einmal.
error-attachment-unreachable = Discord hat mir die Datei nicht gegeben. Versuch es bitte gleich noch einmal.
error-pages-off = Links auf diese Website sind hier nicht eingeschaltet. Häng die Datei an oder füge einen direkten Link auf sie ein.
error-closing = Ich werde gerade neu gestartet. Versuch es bitte in einer Minute noch einmal.
error-restarted = Ich wurde neu gestartet, bevor ich antworten konnte. Poste es bitte noch einmal.
restarted-command = Ich wurde neu gestartet, bevor ich antworten konnte. Benutze den Befehl bitte noch einmal.
error-forgotten-song = An diesen Song erinnere ich mich nicht mehr. Poste ihn bitte noch einmal.
error-not-yours = Das kann nur, wer diese Antwort haben wollte, oder die Moderation.
error-only-in-servers = Das geht nur auf Servern.
error-messages-closed = Ich kann dir keine Direktnachricht schicken. Erlaube sie bitte für Mitglieder dieses Servers und versuch es noch einmal.
error-not-admin = Nur wer diesen Server verwalten darf, kann seine Einstellungen ändern.
error-no-library = Auf diesem Server gibt es keine Bibliothek. Admins können sie mit `/{ command-settings }` einschalten.
error-no-leaderboard = Die Admins dieses Servers möchten keine Rangliste.
error-taste-off = Geschmäcker werden hier nicht verglichen. Admins können das mit `/{ command-settings }` einschalten.
error-not-findable = Ich kann dich nur mit Mitgliedern vergleichen, die gefunden werden möchten und hier Songs gepostet haben.
error-not-in-library = So einen Song von dir finde ich in der Bibliothek dieses Servers nicht.
error-too-few-songs = Dafür brauche ich mindestens zwei Songs: Häng Dateien an oder wähle Titel aus den Listen.
error-both-ways = Gib mir für jeden Song eine Datei oder einen Titel, nicht beides.
error-forgotten-list = Diese Liste habe ich nicht mehr. Frag bitte noch einmal danach.
error-no-taste = Ich kenne noch keinen Song von dir. Poste ein paar oder merk dir welche mit dem Knopf unter einer Antwort.
error-no-tempo = Ich kenne keine zwei Songs von dir mit einem Takt. Poste ein paar oder merk dir welche mit dem Knopf unter einer Antwort.

## Errors of files, links and listening

error-analysis = Mit dieser Datei konnte ich nichts anfangen.
error-not-audio = Diese Datei ist kein Audio, das ich lesen kann.
error-no-audio-stream = In dieser Datei ist kein Ton.
error-broken-audio = Diese Datei ist beschädigt: Ich konnte nicht einmal eine Sekunde davon hören.
error-too-short = Das ist kürzer als eine Sekunde, zu kurz für ein Urteil.
error-silent = In dieser Datei habe ich nur Stille gehört.
error-too-long = Diese Datei ist mir zu lang.
error-encrypted = Diese Datei ist kopiergeschützt, ich kann sie also nicht anhören.
error-unsupported-audio = Das Audioformat dieser Datei kann ich nicht lesen.
error-costly-audio = Diese Datei enthält weit mehr als einen Song, sie zu lesen würde zu lange dauern.

error-fetch = Diese Datei konnte ich nicht holen.
error-bad-url = Das ist kein Weblink, mit dem ich etwas anfangen kann.
error-refused-address = Ich hole nur etwas von öffentlichen Webadressen, und das ist keine.
error-unreachable = Die Seite hinter diesem Link konnte ich nicht erreichen.
error-fetch-timeout = Die Seite hinter diesem Link hat zu lange gebraucht, um die Datei zu schicken.
error-http-status = Die Seite hinter diesem Link hat mir die Datei nicht gegeben.
error-too-many-redirects = Dieser Link schickt mich endlos im Kreis.
error-too-large = Diese Datei ist mir zu groß.
error-not-audio-file = Diese Datei ist kein Audio, das ich lesen kann.
error-other-file =
    Das ist { $kind ->
        [a-ZIP-archive] ein ZIP-Archiv
        [a-gzip-archive] ein gzip-Archiv
        [a-bzip2-archive] ein bzip2-Archiv
        [an-xz-archive] ein xz-Archiv
        [a-Zstandard-archive] ein Zstandard-Archiv
        [an-LZ4-archive] ein LZ4-Archiv
        [a-RAR-archive] ein RAR-Archiv
        [a-7-Zip-archive] ein 7-Zip-Archiv
        [a-tar-archive] ein tar-Archiv
        [a-cabinet-archive] ein Cabinet-Archiv
        [an-ar-archive] ein ar-Archiv
        [a-PDF-document] ein PDF-Dokument
        [a-PostScript-document] ein PostScript-Dokument
        [an-Office-document] ein Office-Dokument
        [a-PNG-picture] ein PNG-Bild
        [a-JPEG-picture] ein JPEG-Bild
        [a-GIF-picture] ein GIF-Bild
        [a-TIFF-picture] ein TIFF-Bild
        [a-WebP-picture] ein WebP-Bild
        [an-AVIF-picture] ein AVIF-Bild
        [a-HEIC-picture] ein HEIC-Bild
        [a-program] ein Programm
        [a-WebAssembly-program] ein WebAssembly-Programm
        [a-database] eine Datenbank
        [a-MIDI-file-which-holds-notes-and-no-sound] eine MIDI-Datei, in der Noten stehen und kein Ton,
        [a-font] eine Schriftart
        [a-playlist] eine Playlist
        [an-SVG-picture] ein SVG-Bild
        [a-web-page] eine Webseite
        [an-XML-document] ein XML-Dokument
        [a-session-description] eine Sitzungsbeschreibung
       *[a-text-file] eine Textdatei
    } und kein Audio, das ich lesen kann.
error-other-scheme = Ich kann nur Links benutzen, die mit http:// oder https:// anfangen.
error-credentials-in-url = Links mit einem Benutzernamen oder Passwort darin benutze ich nicht.
error-long-url = Dieser Link ist mir zu lang.
error-refused-port = Ich hole nur etwas von den üblichen Webports 80 und 443.
error-empty-file = Diese Datei ist leer.
error-page-refused = Diese Seite wollte mir den Song nicht geben. Versuch es stattdessen mit der Datei als Anhang.
error-page-too-long = Das ist ein Livestream oder mir zu lang.
error-storage-full = Für diese Datei habe ich gerade keinen Platz. Versuch es bitte später noch einmal.

error-worker = Beim Anhören dieser Datei ist etwas schiefgegangen.
error-busy = Bei mir warten gerade zu viele Songs. Versuch es bitte in ein paar Minuten noch einmal.
error-member-busy = Von dir warten schon so viele Songs, wie eine Person haben darf. Warte bitte erst auf diese.
error-server-busy = Von diesem Server warten schon so viele Songs, wie ein Server haben darf. Versuch es bitte in ein paar Minuten noch einmal.
error-crashed = Beim Anhören dieser Datei bin ich abgestürzt. Andere Songs sind nicht betroffen.
error-deadline = Das Anhören dieser Datei hat zu lange gedauert, also habe ich aufgehört.
error-repeated-crash = Diese Datei hat mich schon einmal zum Absturz gebracht, also lasse ich sie in Ruhe.
error-unavailable = Ich kann gerade nichts anhören. Versuch es bitte später noch einmal.

## A server's settings

settings-heading = Wie ich mich auf diesem Server verhalte
setting-line = **{ $label }**: { $value }
setting-changed = -# Geändert: { $label }
setting-undone = -# Zurückgenommen: { $label }
nothing-to-undo = -# Es gibt nichts zurückzunehmen.
last-change = -# Letzte Änderung: { $label }, von { $who }, { $when }
no-channels = keine gewählt
settings-answers = **Antworten auf gepostete Songs**
settings-offers = **Was ich anbiete**
settings-own-posts = **Was ich von mir aus poste**
settings-limits = **Wer was darf**
per-hour = { $number } pro Stunde
no-roles = alle
no-hours = nie
# What may be typed, said to somebody who typed something else.
type-number = -# Ich brauche eine ganze Zahl von { $least } bis { $most }.
type-hours = -# Ich brauche zwei Uhrzeiten, etwa 22:00-07:00, oder gar nichts.
type-time = -# Ich brauche eine Uhrzeit, etwa 18:00.
type-zone = -# Diese Zeitzone kenne ich nicht. Nenne eine Stadt, etwa Europe/Berlin oder America/New_York.
type-order = -# Nenne einige davon, durch Kommas getrennt: { $names }.

setting-links = Links auf Seiten mit Songs
    .description = Wessen Seiten ich nach einem Song fragen darf, soweit mein Betreiber sie eingeschaltet hat.
    .youtube = YouTube
    .youtube-description = Songs hinter Links auf YouTube.
    .soundcloud = SoundCloud
    .soundcloud-description = Songs hinter Links auf SoundCloud.
    .bandcamp = Bandcamp
    .bandcamp-description = Songs hinter Links auf Bandcamp.
    .archive = Internet Archive
    .archive-description = Songs hinter Links auf Internet Archive.
    .others = Andere
    .others-description = Was mein Betreiber sonst eingeschaltet hat.
no-links = keine
setting-posts = Wo ich auf gepostete Songs antworte
    .description = Befehle und Kontextmenü gehen überall, egal was du wählst.
    .all = In jedem Kanal
    .all-description = Überall, wo ich lesen und schreiben darf.
    .list = Nur in gewählten Kanälen
    .list-description = Wähle sie unter Kanäle.
    .none = Nirgends
    .none-description = Ich antworte nur auf Befehle und das Kontextmenü.
setting-channels = Kanäle
    .description = Wo ich auf Posts antworte, wenn es nur gewählte Kanäle sind.
setting-style = Wie Antworten aussehen
    .description = Wie viel ich unter einen geposteten Song schreibe.
    .full = Ausführlich
    .full-description = Genre mit Balken, fünf ähnliche Songs, Knöpfe.
    .compact = Kompakt
    .compact-description = Eine Zeile fürs Genre, eine für drei ähnliche Songs.
    .reaction = Nur eine Reaktion
    .reaction-description = Ich reagiere auf den Post; das Kontextmenü zeigt den Rest.
setting-place = Wohin Antworten gehen
    .description = Unter den Post oder in einen eigenen Thread.
    .reply = Unter den Post
    .reply-description = Eine Antwort im Kanal.
    .thread = In einen Thread
    .thread-description = Ein Thread am Post, wo ich einen öffnen darf.
setting-language = Sprache der Antworten
    .description = Gilt unter geposteten Songs; wer einen Knopf drückt, liest die eigene Sprache.
    .auto = Sprache des Servers
    .auto-description = So wie in den Servereinstellungen von Discord.
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
setting-library = Bibliothek des Servers
    .description = Gepostete Songs sind auf diesem Server auffindbar, für alle, die den Post sehen.
    .off = Keine Bibliothek
    .off-description = Nichts, was gepostet wird, wird jemandem empfohlen.
    .on = Bibliothek führen
    .on-description = Was ab jetzt gepostet wird, ist hier zu finden, und nur hier.
setting-reactions = Likes
    .description = Ob Reaktionen und Merken bei geposteten Songs zählen, für Charts und Rückblicke.
    .off = Nicht zählen
    .off-description = Keine Reaktion wird gespeichert.
    .on = Zählen
    .on-description = Reaktionen auf Songs anderer; nicht von Mitgliedern, die das nicht wollen.
setting-posters = Rangliste
    .description = Ob die Charts zeigen, wer am meisten postet.
    .off = Keine
    .off-description = Niemand wird eingereiht.
    .on = Zeigen
    .on-description = Wer am meisten postet und wessen Songs gefallen.
setting-taste = Geschmäcker
    .description = Ob Mitglieder, die das möchten, über ihren Geschmack gefunden werden.
    .off = Nicht vergleichen
    .off-description = Niemand wird über seinen Geschmack gefunden.
    .on = Vergleichen
    .on-description = Nur Mitglieder, die das mit dem Datenschutz-Befehl gewählt haben.
setting-listenbrainz = ListenBrainz
    .description = Was Leute hören, die einen Song hören. Titel, Interpreten, Genres gehen dorthin, nie Ton.
    .off = Nicht fragen
    .off-description = Nichts über Songs geht an ListenBrainz.
    .on = Fragen
    .on-description = Nur wo es auch die eingeschaltet haben, die mich betreiben.
setting-explicit = Anstößige Namen
    .description = Songs mit Schimpfwörtern oder Anstößigem im Namen, außer in Kanälen mit Altersgrenze.
    .hide = Weglassen
    .hide-description = Sie werden nicht empfohlen.
    .show = Zeigen
    .show-description = Sie werden wie andere empfohlen.
setting-digest = Rückblick
    .description = Die Klänge dieses Servers: Genres, beliebteste Songs, wer Neuland betrat.
    .off = Keiner
    .off-description = Ich poste keinen Rückblick.
    .weekly = Jede Woche
    .weekly-description = Am gewählten Tag, über die Woche davor.
    .monthly = Jeden Monat
    .monthly-description = Am ersten gewählten Tag des Monats, über die Zeit seit dem letzten.
setting-digestday = Tag des Rückblicks
    .description = An welchem Wochentag er kommt.
    .monday = Montag
    .monday-description = Er kommt am Montag.
    .tuesday = Dienstag
    .tuesday-description = Er kommt am Dienstag.
    .wednesday = Mittwoch
    .wednesday-description = Er kommt am Mittwoch.
    .thursday = Donnerstag
    .thursday-description = Er kommt am Donnerstag.
    .friday = Freitag
    .friday-description = Er kommt am Freitag.
    .saturday = Samstag
    .saturday-description = Er kommt am Samstag.
    .sunday = Sonntag
    .sunday-description = Er kommt am Sonntag.
setting-dailysong = Song des Tages
    .description = Ein Song am Tag, keiner zweimal in drei Monaten.
    .off = Keiner
    .off-description = Ich poste von mir aus keinen Song.
    .server = Aus der Bibliothek des Servers
    .server-description = Songs, die hier alle sehen dürfen; dazu muss es die Bibliothek geben.
    .archive = Aus dem Archiv
    .archive-description = In einem Genre, das hier viel gepostet wird.
setting-postchannel = Kanal für meine Posts
    .description = Wohin Rückblick und Song des Tages kommen; keiner gewählt: nirgendwohin.
setting-posttime = Uhrzeit meiner Posts
    .description = Wann Rückblick und Song des Tages kommen, etwa 18:00, in der Zeitzone des Servers.
setting-services = Seiten zum Öffnen von Songs
    .description = Welche Suchlinks unter Öffnen in… stehen, in dieser Reihenfolge, durch Kommas getrennt.
setting-quiet = Ruhezeit
    .description = Dann lasse ich Posts in Ruhe, etwa 22:00-07:00; Befehle gehen weiter. Leer: nie.
setting-zone = Zeitzone
    .description = Die der Ruhezeit und meiner eigenen Posts, etwa Europe/Berlin.
setting-postroles = Wessen Posts ich beantworte
    .description = Die von Mitgliedern mit einer dieser Rollen; keine gewählt: die von allen.
setting-commandroles = Wer Befehle benutzen darf
    .description = Mitglieder mit einer dieser Rollen. Datenschutz, Hilfe und Einstellungen bleiben offen.
setting-postlimit = Posts pro Mitglied
    .description = Auf wie viele Posts mit Songs eines Mitglieds ich in einer Stunde antworte.
setting-commandlimit = Befehle pro Mitglied
    .description = Wie viele Befehle ein Mitglied in einer Stunde benutzen darf.
language-preview = -# So schreibe ich ab jetzt unter gepostete Songs.

## Privacy

answers-on = Ich antworte auf die Songs, die du postest. Mit `/{ command-privacy } { command-privacy-posts } { option-answers }: False` änderst du das.
answers-off = Die Songs, die du postest, lasse ich in Ruhe. Mit `/{ command-privacy } { command-privacy-posts } { option-answers }: True` änderst du das.
findable-on = Mitglieder mit einem Geschmack wie deinem können dich finden, wo Admins das eingeschaltet haben. Mit `/{ command-privacy } { command-privacy-taste } { option-found }: False` änderst du das.
findable-off = Niemand findet dich über deinen Geschmack. Mit `/{ command-privacy } { command-privacy-taste } { option-found }: True` änderst du das.
exported = Ich habe dir eine Direktnachricht mit allem geschickt, was ich über dich speichere.
exported-here = Ich kann dir keine private Nachricht schicken, deshalb hier alles, was ich über dich speichere. Sonst sieht diese Antwort niemand.
erase-question = Das löscht deinen Verlauf, deine gemerkten Songs, deine Korrekturen und deine Einstellungen, dazu jeden Song, den mir sonst niemand gezeigt hat. Es lässt sich nicht rückgängig machen.
erased = Erledigt. Ich speichere nichts mehr über dich.
privacy =
    ### Was ich über dich speichere
    - Auf welche deiner Nachrichten ich geantwortet habe, damit jede genau eine Antwort bekommt: { $posts }
    - Welche Songs du wo hast anhören lassen, für `/{ command-history }`: { $hearings }
    - Songs, die du dir gemerkt hast: { $saved }
    - Deine Reaktionen auf Songs, wo die Admins eines Servers Likes zählen lassen: { $reactions }
    - Was du zu Genres gesagt hast, um die Modelle zu messen und zu verbessern: { $feedback }
    - Listen, nach denen du gefragt hast, dreißig Tage lang, damit sich ihre Seiten blättern lassen: { $lists }
    - Einstellungen von Servern, die du geändert hast, damit sich die Änderung zurücknehmen lässt: { $changes }
    { $answers }
    { $findable }

    ### Was ich über Songs speichere
    Den Hash eines Songs, Titel und Artist, wie sie in der Datei stehen, was ich gehört habe, und kleine Bilder seines Klangs, damit niemand zweimal wartet. Die Audiodatei selbst wird gelöscht, sobald die Antwort geschickt ist. Was andere schreiben, speichere ich nicht.

    Wo Admins eine Bibliothek führen, können alle, die den Post sehen, die auf ihrem Server geposteten Songs dort finden und empfohlen bekommen. Ein gelöschter Post verschwindet auch aus der Bibliothek.

    Was ich von einem Server speichere, wird dreißig Tage, nachdem er mich entfernt hat, gelöscht.

    `/{ command-privacy } { command-privacy-export }` schickt dir alles davon, `/{ command-privacy } { command-privacy-delete }` löscht es.

page-privacy = Datenschutzerklärung
page-terms = Nutzungsbedingungen
page-source = Quelltext
contact = Wer mich betreibt: { $contact }
terms =
    ### Nutzungsbedingungen
    - Ich messe Klänge und rate Genres, und liege oft falsch. Nichts, was ich sage, ist ein Versprechen oder ein Urteil über Menschen, ihre Werke oder ihre Rechte.
    - Zeig mir nur, was du hier zeigen darfst: Du verantwortest, was du postest und verlinkst.
    - Versuch nicht, mich kaputt zu machen, meine Grenzen zu umgehen oder durch mich an etwas zu kommen, das dir nicht gehört. Wer das tut, den darf mein Betreiber ausschließen.
    - Die Songs, die ich empfehle, gehören ihren Artists, und jeder behält seine Lizenz. Was du mit einem Song machst, ist eine Sache zwischen dir und ihnen.
    - Es gibt mich, wie ich bin, und kostenlos. Ich kann jederzeit geändert oder abgeschaltet werden, und niemand haftet für meine Fehler, soweit das Recht das zulässt.
    - Es gelten auch die Bedingungen von Discord. `/{ command-privacy } { command-privacy-show }` sagt, was ich über dich speichere.

## About and help

about =
    ### Cratedigger { $version }
    Ich höre Songs an, die jemand postet, sage, nach welchem Genre sie klingen, und finde Songs, die ähnlich klingen.

    - **Modelle** { $model }: ein Convolutional Network und eine LightGBM-Abstimmung, zusammengeführt und kalibriert; die Wörter, die einen Song beschreiben, zählen mit. Sie kennen diese Genres: { $genres }. { $archive ->
        [yes] Trainiert wurden sie mit kurzen Ausschnitten aus dem Free Music Archive; sie sind oft unsicher und sagen das auch.
       *[no] Sie sind oft unsicher und sagen das auch.
    }
    - { $figures }
    - **Katalog**: { $archive ->
        [yes] { $songs } Songs aus dem [Free Music Archive](https://freemusicarchive.org). Jeder behält die Lizenz, die sein Artist gewählt hat; die Metadaten sind CC BY 4.0 (FMA data set, Defferrard und andere, ISMIR 2017).
       *[no] { $songs } Songs.
    }
    - **Lizenzen**: Der Code ist freie Software unter der MIT-Lizenz.
    - **Wie ähnlich**: die gemessene Wahrscheinlichkeit, dass zwei Songs mit diesem Abstand dasselbe Genre haben.
    - { $agreement }
    - { $content }
    - { $protections }

    Songs werden in getrennten, abgeschotteten Prozessen dekodiert, und Audio wird nie behalten. `/{ command-privacy } { command-privacy-show }` sagt, was gespeichert wird.
about-figures = **Wie gut sie sind**, gemessen an { $tracks } Songs von Artists, die sie nie gehört haben, ohne Wörter: Das Genre stimmt bei { $joined } (das Netz allein { $network }, die Abstimmung allein { $trees }, geraten { $chance }). Wo die Antwort sich sicher ist, bei { $sure } der Songs, stimmt es bei { $right }. Von den Songs, die ich empfehle, haben { $alike } dasselbe Genre. Musik, die anders ist als die, mit der sie trainiert wurden, trifft es schlechter.
about-no-figures = **Wie gut sie sind**, wurde für genau diese Modelle nicht gemessen.
protections = **Um jede Songdatei herum**: { $names }.
protections-missing = Bietet dieses System nicht: { $names }.
protections-unknown = **Um jede Songdatei herum**: Der erste Arbeiter startet noch.
protection-environment = keine Token oder Einstellungen
protection-network = kein Netz
protection-files = keine anderen Dateien
protection-system-calls = wenige Systemaufrufe
protection-privileges = keine Rechte
protection-memory = begrenzter Speicher
protection-processor-time = begrenzte Rechenzeit
protection-threads = begrenzte Threads
protection-parent-death = kein Leben über meins hinaus
agreement =
    { $given ->
        [one] **Mitglieder fanden** { $right } von einer bewerteten Antwort richtig.
       *[other] **Mitglieder fanden** { $right } von { $given } bewerteten Antworten richtig.
    }
no-agreement = **Mitglieder** haben noch keine Antwort bewertet: Das geht mit den Knöpfen *{ button-right }* und *{ button-wrong }*.
reads-posts = **Gepostete Songs** bekommen eine Antwort ohne Befehl.
reads-no-posts = **Gepostete Songs** bekommen eine Antwort, wenn du mich erwähnst oder mir privat schreibst; nimm sonst die Befehle.

mention-help = Poste einen Song und erwähne mich, oder klick rechts auf eine Nachricht mit einem (oder halte sie gedrückt), dann *Apps*, *{ menu-find-genre-and-similar-songs }*: Ich nenne das Genre und finde ähnliche Songs. `/{ command-help }` sagt mehr.
mention-unseen = Discord zeigt mir die Nachricht nicht, auf die du antwortest. Klick rechts darauf oder halte sie gedrückt, dann *Apps*, *{ menu-find-genre-and-similar-songs }*.
help =
    ### So benutzt du mich
    - **Poste einen Song**: eine Audiodatei, ein Video mit Ton oder einen direkten Link dorthin. Ich antworte mit dem Genre und ähnlichen Songs.
    - **Klick rechts auf eine Nachricht oder halte sie gedrückt**, dann *Apps*, *{ menu-find-genre-and-similar-songs }*.
    - `/{ command-classify } { option-file }:` oder `/{ command-classify } { option-url }:` hört einen Song an.
    - `/{ command-recommend } { command-recommend-like } { option-title }: moonlight` findet Songs wie einen aus dem Archiv.
    - `/{ command-recommend } { command-recommend-genre } { option-genre }: Folk` zieht Songs eines Genres.
    - `/{ command-recommend } { command-recommend-song } { option-file }:` findet zehn Songs wie deinen, `{ command-recommend-surprise }` findet sie in anderen Genres.
    - `/{ command-recommend } { command-recommend-blend }`, `/{ command-recommend } { command-recommend-path }` und `/{ command-recommend } { command-recommend-mine }` suchen zwischen Songs, gehen von einem zum anderen und richten sich danach, was du gepostet und gemerkt hast. `{ option-export }:` gibt dir jede Liste als Datei.
    - `/{ command-history } { command-history-mine }`, `/{ command-history } { command-history-server }` und `/{ command-saved }` zeigen frühere Songs.
    - `/{ command-library } { command-library-search }` zeigt die hier geposteten Songs, wo Admins eine Bibliothek führen.
    - `/{ command-privacy } { command-privacy-show }` sagt, was ich speichere und wie du es bekommst oder löschst.
    - `/{ command-charts } { command-charts-songs }` zählt, was hier gepostet wurde, `/{ command-compare }` stellt zwei Songs nebeneinander.
    - `/{ command-taste } { command-taste-matches }` findet Mitglieder mit einem Geschmack wie deinem, wo Admins und Mitglieder das möchten.
    - `/{ command-settings }` lässt Admins wählen, wo und wie ich antworte.
    - `/{ command-digest } { command-digest-preview }` zeigt Admins den Rückblick dieses Servers, den sie dort einschalten.
    - `/{ command-about }` sagt, welche Modelle antworten und wie gut sie sind.

    Die Knöpfe unter einer Antwort: *{ button-more }*, *{ button-right }* oder *{ button-wrong }* zum Genre, *{ button-save }* und, für wen die Antwort ist, *{ button-delete }*.

## Commands: a name is lower-case, without spaces, of at most 32 characters; a description has at most 100.

command-about = über
    .description = Sagt, was dieser Bot ist, welche Modelle antworten und wie oft Mitglieder zustimmten.
command-charts = charts
    .description = Was auf diesem Server am meisten gefällt und gepostet wird.
command-charts-posters = mitglieder
    .description = Zeigt, wer auf diesem Server am meisten gepostet hat, wo Admins das möchten.
command-charts-songs = songs
    .description = Zeigt, welche Songs auf diesem Server am besten gefielen und welche Genres vorn liegen.
command-classify = erkennen
    .description = Nennt das Genre eines Songs und findet Songs, die so klingen.
command-compare = vergleichen
    .description = Vergleicht zwei Songs: ihre Genres nebeneinander und wie nah sie sich sind.
command-digest = rückblick
    .description = Die Klänge dieses Servers, Woche für Woche oder Monat für Monat.
command-digest-preview = vorschau
    .description = Zeigt nur dir den Rückblick, wie er jetzt wäre, und wann er gepostet wird.
command-help = hilfe
    .description = Zeigt mit Beispielen, wie du diesen Bot benutzt.
command-history = verlauf
    .description = Songs, die früher angehört wurden.
command-history-mine = meiner
    .description = Zeigt die Songs, die du hast anhören lassen.
command-history-server = server
    .description = Zeigt die Songs, die hier in Kanälen gepostet wurden, die du sehen kannst.
command-library = bibliothek
    .description = Die auf diesem Server geposteten Songs, wo Admins mich sie behalten lassen.
command-library-remove = entfernen
    .description = Nimmt einen Song aus der Bibliothek dieses Servers.
command-library-search = suchen
    .description = Findet Songs der Bibliothek dieses Servers, nach Wörtern, Genre, Tempo, Tonart und Mitglied.
command-privacy = datenschutz
    .description = Was ich über dich speichere, und was du dazu zu sagen hast.
command-privacy-delete = löschen
    .description = Löscht alles, was über dich gespeichert ist, sobald du es bestätigst.
command-privacy-export = exportieren
    .description = Schickt dir alles, was über dich gespeichert ist, als Datei in einer Direktnachricht.
command-privacy-posts = posts
    .description = Wähle, ob ich auf die Songs antworte, die du postest.
command-privacy-show = anzeigen
    .description = Sagt, was über dich gespeichert ist und warum.
command-privacy-taste = geschmack
    .description = Wähle, ob andere dich über deinen Geschmack finden; bis dahin findet dich niemand.
command-privacy-terms = bedingungen
    .description = Zeigt die Nutzungsbedingungen, und wo sie und die Datenschutzerklärung im Web stehen.
command-recommend = empfehlen
    .description = Findet Songs.
command-recommend-blend = mischung
    .description = Findet Songs, die zwischen zwei, drei oder vier anderen liegen.
command-recommend-genre = genre
    .description = Findet Songs eines Genres.
command-recommend-like = ähnlich
    .description = Findet Songs wie einen aus dem Archiv oder der Bibliothek dieses Servers.
command-recommend-mine = für-mich
    .description = Findet Songs wie die, die du gepostet und gemerkt hast.
command-recommend-mix = mix
    .description = Deine geposteten und gemerkten Songs nach Tempo und Tonart zum Mixen ordnen.
command-recommend-path = weg
    .description = Macht eine Playlist, die von einem Song zu einem anderen führt.
command-recommend-song = song
    .description = Findet Songs, die wie deiner klingen.
command-recommend-surprise = überraschung
    .description = Findet Songs, die ähnlich klingen, aber aus ganz anderen Genres sind.
command-saved = gemerkt
    .description = Zeigt die Songs, die du dir gemerkt hast.
command-settings = einstellungen
    .description = Wähle, wo und wie auf diesem Server auf gepostete Songs geantwortet wird.
command-taste = geschmack
    .description = Wessen Geschmack wie deiner ist, von Mitgliedern, die gefunden werden möchten.
command-taste-blend = mischen
    .description = Findet Songs zwischen deinem Geschmack und dem eines Mitglieds.
command-taste-matches = ähnlich
    .description = Zeigt Mitglieder mit Songs wie deinen, und Songs von ihnen, die du nicht gepostet hast.
menu-find-genre-and-similar-songs = Genre und Ähnliches finden

option-answers = antworten
    .description = Ob ich auf die Songs antworte, die du postest
option-count = anzahl
    .description = Wie viele Songs, 1 bis 25; ohne Angabe 10
option-end = ende
    .description = Der Song, bei dem es endet
option-end_title = ende_titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-export = export
    .description = Nimm die Liste als Datei mit, für einen Player oder eine Tabelle
option-file = datei
    .description = Eine Audiodatei oder ein Video mit Ton
option-first = erster
    .description = Ein Song
option-first_title = erster_titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-fourth = vierter
    .description = Ein vierter
option-fourth_title = vierter_titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-found = gefunden
    .description = Ob Mitglieder mit einem Geschmack wie deinem dich finden dürfen
option-genre = genre
    .description = Ein Genre; wähle eins aus der Liste
option-key = tonart
    .description = Eine Tonart wie 8A oder F#m; wähle eine aus der Liste
option-member = mitglied
    .description = Ein Mitglied, das gefunden werden möchte
option-period = zeitraum
    .description = Wie weit zurück; ohne Angabe ein Monat
option-poster = mitglied
    .description = Das Mitglied, das ihn gepostet hat
option-second = zweiter
    .description = Noch einer
option-second_title = zweiter_titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-song = song
    .description = Einer deiner Songs; die Moderation darf jeden entfernen
option-source = quelle
    .description = Woher die Songs kommen dürfen; ohne Angabe aus beiden
option-compare-second = zweiter
    .description = Noch ein Song
option-start = start
    .description = Der Song, bei dem es anfängt
option-start_title = start_titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-tag = wort
    .description = Ein Wort, das zu den Songs passt, etwa Jazz oder traurig; wähle eins aus der Liste
option-tempo = tempo
    .description = Schläge pro Minute, als 120-128, oder als 124 mit vier Prozent darum
option-third = dritter
    .description = Ein dritter
option-third_title = dritter_titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-title = titel
    .description = Teil eines Titels oder Artists; wähle einen aus der Liste
option-url = url
    .description = Ein direkter Link zu einer Audiodatei
option-words = wörter
    .description = Wörter aus Titel oder Artist; ohne Angabe alle Songs
choice-both = Archiv und dieser Server
choice-archive = Archiv
choice-server = Dieser Server

choice-week = Die letzten sieben Tage
choice-month = Die letzten dreißig Tage
choice-ever = Alle Zeiten
choice-m3u = M3U, für Player
choice-jspf = JSPF, für Playlist-Programme
choice-csv = CSV, für Tabellen

## Words for tags

tag-hip-hop = Hip-Hop
tag-house = House
tag-progressive-rock = Progressive Rock
tag-alternative = Alternative
tag-alternative-rock = Alternative Rock
tag-ambient = Ambient
tag-blues = Blues
tag-classic-rock = Classic Rock
tag-country = Country
tag-dance = Dance
tag-electro = Electro
tag-electronic = Electronic
tag-electronica = Electronica
tag-experimental = Experimental
tag-folk = Folk
tag-funk = Funk
tag-hard-rock = Hard Rock
tag-heavy-metal = Heavy Metal
tag-indie = Indie
tag-indie-pop = Indie-Pop
tag-indie-rock = Indie-Rock
tag-jazz = Jazz
tag-metal = Metal
tag-pop = Pop
tag-punk = Punk
tag-rnb = R&B
tag-rock = Rock
tag-soul = Soul
tag-mellow = sanft
tag-beautiful = schön
tag-chill = entspannt
tag-chillout = entspannt
tag-happy = fröhlich
tag-party = Party
tag-sad = traurig
tag-sexy = sexy
tag-00s = 2000er
tag-60s = 60er
tag-70s = 70er
tag-80s = 80er
tag-90s = 90er
tag-oldies = Oldies
tag-female-vocalist = Frauenstimme
tag-female-vocalists = Frauenstimme
tag-male-vocalists = Männerstimme
tag-acoustic = akustisch
tag-guitar = Gitarre
tag-instrumental = instrumental
tag-catchy = eingängig
tag-easy-listening = Easy Listening

## Wörter für Genres

genre-name-ambient = Ambient
genre-name-blues = Blues
genre-name-classical = Klassik
genre-name-country = Country
genre-name-disco = Disco
genre-name-electronic = Elektronisch
genre-name-experimental = Experimentell
genre-name-folk = Folk
genre-name-funk = Funk
genre-name-hip-hop = Hip-Hop
genre-name-instrumental = Instrumental
genre-name-international = Weltmusik
genre-name-jazz = Jazz
genre-name-metal = Metal
genre-name-pop = Pop
genre-name-punk = Punk
genre-name-reggae = Reggae
genre-name-rock = Rock
genre-name-soul = Soul
genre-name-soul-r-b = Soul und R&B
genre-name-soundtrack = Filmmusik
