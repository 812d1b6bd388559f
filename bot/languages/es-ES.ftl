### Español. Se tutea; los nombres de géneros se quedan como están.

## A heard song

headline-sure = { $genre } { $percent }
headline-between = Entre { $first } y { $second }
headline-unsure = No lo tengo claro: quizá { $genre } { $percent }
tempo = { $bpm } BPM
musical-key =
    { $tonic } { $mode ->
        [major] mayor
       *[other] menor
    } ({ $camelot })
own-genres = **{ $genre }** entre tus propios géneros:
heard-part = { $genre } en { $times }
heard-parts = -# He oído { $parts }.
very-short = -# Es un fragmento muy corto, así que no te lo tomes al pie de la letra.
sounds-like = **Suena como**
archive-has-little = -# Lo más cercano en sonido: el archivo tiene poco de { $genre }.
played-with = **Quien escucha esto también escucha**
played-of-genre = **Muy escuchado: { $genre }**
played-song = { $place }. { $link } · { $artist }
sounds-like-free = **Suena como** (se escucha gratis)
by-artist = de { $artist }
recommendation = { $place }. { $link } · { $artist } · { $genre } · { $similarity } de parecido
untagged-recommendation = { $place }. { $link } · { $genre } · { $similarity } de parecido
track = { $place }. { $link } · { $artist } · { $genre }
untagged-track = { $place }. { $link } · { $genre }
nothing-alike = No conozco ninguna canción que suene así.
no-more = No conozco más canciones que suenen así.
took = -# { $archive ->
        [yes] Escuchada en { $seconds } s. Las canciones parecidas son del [Free Music Archive](https://freemusicarchive.org).
       *[no] Escuchada en { $seconds } s.
    }
archive = -# Las canciones son del [Free Music Archive](https://freemusicarchive.org).
left-out = -# { $limit ->
        [one] Escucho una canción por mensaje, así que estas han tenido que esperar: { $names }
       *[other] Escucho { $limit } canciones por mensaje, así que estas han tenido que esperar: { $names }
    }
this-song = esta canción
posted-before = -# [Ya se publicó aquí]({ $link }), { $when }.
sounds-like-here = **En este servidor**
not-music-speech = Suena más a voz hablada que a música, así que no digo ningún género.
not-music-noise = Suena más a ruido que a música, así que no digo ningún género.
reason-close = cercana en { $aspects }
reason-corner = del mismo rincón de { $genre }
reason-tempo = ambas cerca de { $bpm } BPM
reason-key = ambas en { $musical_key }
aspect-rhythm = ritmo
aspect-brightness = brillo
aspect-colour = timbre
aspect-dynamics = dinámica
compact-title = **{ $title }**
compact-title-artist = **{ $title }** de { $artist }
compact-song = { $song }: { $headline }
compact-alike = -# Suena como { $songs }
thread-name = Canciones como { $title }
series-separator = { ", " }

## Lists of songs

genre-heading = { $genre }, del archivo
genre-songs-heading = Canciones del género { $genre }
library-heading = La biblioteca de este servidor
library-search-heading = «{ $words }» en la biblioteca de este servidor
song-heading = Canciones como { $title }
surprise-heading = Distintas de { $title } en género, parecidas en sonido
blend-heading = Entre { $titles }
path-heading = De { $start } a { $end }
mix-heading = { $number } de tus canciones en orden para mezclar
mine-heading =
    { $number ->
        [one] Como la canción que publicaste o guardaste
       *[other] Como las { $number } canciones que publicaste y guardaste
    }
not-shown =
    { $number ->
        [one] -# Hay una más en el archivo; la opción `{ option-export }` te lo trae.
       *[other] -# Hay { $number } más en el archivo; la opción `{ option-export }` te lo trae.
    }
history-mine-heading = Canciones que me has hecho escuchar
history-server-heading = Canciones publicadas aquí
saved-heading = Canciones que has guardado
empty-list = Nada todavía.
library-removed = { $title } ya no está en la biblioteca.

## Buttons and selects

button-more = Más como esta
button-back = Atrás
button-next = Siguiente
button-right = Acertaste
button-wrong = Fallaste
button-save = Guardar
button-open = Abrir en…
open-hint = Otra canción de la lista
open-heading = Abrir en…: { $title }
button-delete = Borrar
button-erase = Borrar todo sobre mí
button-undo = Deshacer el último cambio
button-enter = Escribir un valor
genre-hint = Elige un género
remove-hint = Quitar una canción
setting-hint = Cambiar un ajuste

saved-note = Guardada. `/{ command-saved }` muestra tu lista.
saved-before = Esa canción ya está en tu lista. `/{ command-saved }` la muestra.
which-genre = ¿Qué género es?
thanks = Gracias. Anotado: { $genre }.

## Charts and comparisons

charts-heading =
    { $period ->
        [week] Lo más publicado en los últimos siete días
        [month] Lo más publicado en los últimos treinta días
       *[ever] Lo más publicado desde siempre
    }
charts-songs = Las canciones que más gustan
charts-genres = Géneros
charts-posted = Canciones publicadas
charts-likes = Me gusta
# $number: how many members like a song.
likes =
    { $number ->
        [one] le gusta a 1 miembro
       *[other] les gusta a { $number } miembros
    }
charts-no-likes = -# Aquí no se cuenta lo que gusta. Los administradores pueden cambiarlo con `/{ command-settings }`.
charts-nothing-liked = Todavía no ha gustado nada. Cuentan las reacciones a una canción y *{ button-save }*, menos a las propias.
posters-heading =
    { $period ->
        [week] Quién ha publicado más en los últimos siete días
        [month] Quién ha publicado más en los últimos treinta días
       *[ever] Quién ha publicado más desde siempre
    }
poster =
    { $songs ->
        [one] { $place }. { $who }: 1 canción
       *[other] { $place }. { $who }: { $songs } canciones
    }
poster-liked =
    { $songs ->
        [one] { $place }. { $who }: 1 canción, { $likes } me gusta
       *[other] { $place }. { $who }: { $songs } canciones, { $likes } me gusta
    }
charts-tags = En palabras de la gente
# Songs picked by a tag: what stands above the list, and the tag.
heading-with-tag = { $heading }: { $tag }
## What I post by myself

digest-heading = Los sonidos de este servidor, { $days }
digest-totals =
    { $songs ->
        [one] 1 canción
       *[other] { $songs } canciones
    } de { $members ->
        [one] 1 miembro
       *[other] { $members } miembros
    }.
# Behind a genre that was not posted in the week or month before.
digest-new = nuevo
digest-explorers = Terreno nuevo
digest-explorer = { $who } publicó { $genres } por primera vez.
digest-quiet = Estas aún no le han gustado a nadie
digest-next = -# El próximo llega { $when } en { $channel }.
digest-off = -# No se publica: elige cada cuánto y en qué canal con `/{ command-settings }`.
digest-empty = Desde el último resumen no se ha publicado ninguna canción donde todo el mundo la vea.
daily-heading = Canción del día, { $day }
daily-posted = -# Publicada por { $who }, { $when }.
taste-heading = Miembros con un gusto como el tuyo
# $genres: the genres that both post.
taste-match = **{ $who }**: { $alike } de parecido, en { $genres }
taste-nobody = No he encontrado a nadie. Solo busco entre miembros que quieren ser encontrados.
taste-join = -# A ti aún no te encuentra nadie: `/{ command-privacy } { command-privacy-taste }` lo cambia.
taste-blend-heading = Entre tú y { $who }, { $alike } de parecido
compare-heading = { $first } y { $second }
compare-shared = Comparten el **{ $share }** de sus perfiles de género. Cercanía en sonido: **{ $nearness }** (1 es igual, 0 sin relación).
compare-difference = La primera es más { $more } (por { $more_by }), la segunda más { $less } (por { $less_by }).
differs-rhythm =
    { $place ->
        [1] La primera tiene el ritmo más marcado.
       *[other] La segunda tiene el ritmo más marcado.
    }
differs-brightness =
    { $place ->
        [1] La primera suena más brillante.
       *[other] La segunda suena más brillante.
    }
differs-dynamics =
    { $place ->
        [1] La primera varía más entre fuerte y suave.
       *[other] La segunda varía más entre fuerte y suave.
    }
differs-little = En ritmo, brillo y volumen se parecen mucho.

## What the cards say; keep it short

card-others = { $number } más
card-this-song = esta canción
card-alike = suena parecido
card-unsure = no está claro
card-similarity = de parecido
card-nothing = nada todavía
alt-song = Tarjeta de { $title }.
alt-song-artist = Tarjeta de { $title } de { $artist }.
alt-genres = Géneros: { $genres }.
alt-heard = Se oye: { $parts }.
alt-tags = Palabras para ella, de parte en parte: { $tags }.
alt-map = Un mapa muestra la canción junto a las del catálogo que suenan parecido.
alt-charts = { $title }, { $subtitle }. { $first_heading }: { $first }. { $second_heading }: { $second }.
alt-compare = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }.
alt-compare-differences = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }. { $differences }.
alt-history = { $title }: { $songs }.

## Errors of people and of Discord

unexpected = Algo ha ido mal por mi parte. Ha quedado anotado para quienes me mantienen.
cooldown = Ha sido mucho para una hora. Vuelve { $when }.
missing-role = Aquí solo pueden usar eso los miembros con uno de estos roles: { $roles }.
not-allowed = Aquí no puedes usar eso.
bot-not-allowed = Aquí no tengo permiso para hacer eso. Alguien de moderación puede dármelo.
bad-option = No entiendo esa opción.
failed = **{ $name }**
    { $sentence }

waiting =
    { $position ->
        [0] Estoy escuchando tu canción.
        [1] Tu canción es la siguiente.
       *[other] Tu canción es la número { $position } de la cola.
    }
error-user = No puedo hacer eso.
error-nothing-given = Dame una canción: adjunta un `{ option-file }` o pega una `{ option-url }`.
error-both-given = Dame un `{ option-file }` o una `{ option-url }`, no las dos cosas.
error-no-song-in-message = No veo ninguna canción en ese mensaje: ni audio, ni vídeo, ni un enlace directo.
error-voice-message = Es un mensaje de voz. Eso es una conversación privada, así que no lo toco.
error-unknown-title = No conozco ninguna canción con ese nombre. Escribe unas letras y elige una de la lista.
error-no-songs-of-genre = Todavía no conozco canciones de ese género: el archivo apenas tiene, y aquí nadie ha publicado ninguna.
error-unknown-genre = No conozco ese género. Elige uno de la lista.
error-unknown-tag = No conozco ninguna canción a la que le vaya esa palabra. Elige una de la lista.
error-unknown-key = No conozco esa tonalidad. Elige una de la lista, o escribe una como 8A o F#m.
error-unknown-tempo = No conozco ese tempo. Escribe pulsos por minuto de 30 a 300, como 124 o 120-128.
error-attachment-gone = Discord ya no tiene ese archivo. Publícalo otra vez, por favor.
error-attachment-unreachable = Discord no me ha dado ese archivo. Inténtalo de nuevo dentro de un momento.
error-pages-off = Los enlaces a ese sitio no están activados aquí. Adjunta el archivo o pega un enlace directo a él.
error-closing = Me están reiniciando. Inténtalo de nuevo dentro de un minuto.
error-restarted = Me han reiniciado antes de poder contestar. Publícalo otra vez, por favor.
restarted-command = Me han reiniciado antes de poder contestar. Usa el comando otra vez, por favor.
error-forgotten-song = Ya no recuerdo esa canción. Publícala otra vez, por favor.
error-not-yours = Eso solo puede hacerlo quien pidió esta respuesta o alguien de moderación.
error-only-in-servers = Eso solo funciona en servidores.
error-messages-closed = No puedo enviarte un mensaje privado. Permite los de miembros de este servidor e inténtalo de nuevo.
error-not-admin = Solo quien puede gestionar este servidor puede cambiar sus ajustes.
error-no-library = Este servidor no tiene biblioteca. Sus administradores pueden activarla con `/{ command-settings }`.
error-no-leaderboard = Los administradores de este servidor no quieren una clasificación.
error-taste-off = Aquí no se comparan gustos. Los administradores pueden activarlo con `/{ command-settings }`.
error-not-findable = Solo puedo compararte con miembros que quieren ser encontrados y han publicado canciones aquí.
error-not-in-library = No encuentro ninguna canción tuya así en la biblioteca de este servidor.
error-too-few-songs = Para eso necesito al menos dos canciones: adjunta archivos o elige títulos de las listas.
error-both-ways = Dame un archivo o un título para cada canción, no las dos cosas.
error-forgotten-list = Ya no tengo esa lista. Pídela otra vez, por favor.
error-no-taste = Todavía no conozco ninguna canción tuya. Publica algunas, o guárdalas con el botón que hay debajo de una respuesta.
error-no-tempo = No conozco dos canciones tuyas con ritmo. Publica algunas, o guárdalas con el botón que hay debajo de una respuesta.

## Errors of files, links and listening

error-analysis = No he podido sacar nada en claro de ese archivo.
error-not-audio = Ese archivo no es audio que yo sepa leer.
error-no-audio-stream = Ese archivo no tiene sonido.
error-broken-audio = Ese archivo está dañado: no he podido oír ni un segundo.
error-too-short = Dura menos de un segundo, demasiado poco para opinar.
error-silent = En ese archivo solo he oído silencio.
error-too-long = Ese archivo es demasiado largo para mí.
error-encrypted = Ese archivo está protegido contra copia, así que no puedo escucharlo.
error-unsupported-audio = El formato de audio de ese archivo no lo sé leer.
error-costly-audio = Ese archivo contiene mucho más que una canción; leerlo tardaría demasiado.

error-fetch = No he podido obtener ese archivo.
error-bad-url = Ese enlace no me sirve.
error-refused-address = Solo descargo de direcciones públicas de la web, y esa no lo es.
error-unreachable = No he podido llegar al sitio de ese enlace.
error-fetch-timeout = El sitio de ese enlace ha tardado demasiado en enviar el archivo.
error-http-status = El sitio de ese enlace no me ha dado el archivo.
error-too-many-redirects = Ese enlace me manda de un sitio a otro sin fin.
error-too-large = Ese archivo es demasiado grande para mí.
error-not-audio-file = Ese archivo no es audio que yo sepa leer.
error-other-file =
    Es { $kind ->
        [a-ZIP-archive] un archivo comprimido ZIP
        [a-gzip-archive] un archivo comprimido gzip
        [a-bzip2-archive] un archivo comprimido bzip2
        [an-xz-archive] un archivo comprimido xz
        [a-Zstandard-archive] un archivo comprimido Zstandard
        [an-LZ4-archive] un archivo comprimido LZ4
        [a-RAR-archive] un archivo comprimido RAR
        [a-7-Zip-archive] un archivo comprimido 7-Zip
        [a-tar-archive] un archivo comprimido tar
        [a-cabinet-archive] un archivo comprimido Cabinet
        [an-ar-archive] un archivo comprimido ar
        [a-PDF-document] un documento PDF
        [a-PostScript-document] un documento PostScript
        [an-Office-document] un documento de Office
        [a-PNG-picture] una imagen PNG
        [a-JPEG-picture] una imagen JPEG
        [a-GIF-picture] una imagen GIF
        [a-TIFF-picture] una imagen TIFF
        [a-WebP-picture] una imagen WebP
        [an-AVIF-picture] una imagen AVIF
        [a-HEIC-picture] una imagen HEIC
        [a-program] un programa
        [a-WebAssembly-program] un programa WebAssembly
        [a-database] una base de datos
        [a-MIDI-file-which-holds-notes-and-no-sound] un archivo MIDI, que contiene notas y no sonido
        [a-font] una fuente tipográfica
        [a-playlist] una lista de reproducción
        [an-SVG-picture] una imagen SVG
        [a-web-page] una página web
        [an-XML-document] un documento XML
        [a-session-description] una descripción de sesión
       *[a-text-file] un archivo de texto
    }, no audio que yo sepa leer.
error-other-scheme = Solo puedo usar enlaces que empiecen por http:// o https://.
error-credentials-in-url = No uso enlaces que lleven un nombre de usuario o una contraseña.
error-long-url = Ese enlace es demasiado largo para mí.
error-refused-port = Solo descargo por los puertos habituales de la web, 80 y 443.
error-empty-file = Ese archivo está vacío.
error-page-refused = Ese sitio no ha querido darme la canción. Prueba a adjuntar el archivo.
error-page-too-long = Es una emisión en directo, o es demasiado larga para mí.
error-storage-full = Ahora mismo no tengo sitio para ese archivo. Inténtalo más tarde, por favor.

error-worker = Algo ha ido mal mientras escuchaba ese archivo.
error-busy = Ahora mismo tengo demasiadas canciones en espera. Inténtalo dentro de unos minutos, por favor.
error-member-busy = Ya tienes tantas canciones en espera como puede tener una persona. Espera primero a esas, por favor.
error-server-busy = Este servidor ya tiene tantas canciones en espera como puede tener un servidor. Inténtalo dentro de unos minutos, por favor.
error-crashed = Ese archivo me ha hecho fallar. Las demás canciones no se ven afectadas.
error-deadline = Escuchar ese archivo estaba tardando demasiado, así que lo he dejado.
error-repeated-crash = Ese archivo ya me hizo fallar antes, así que no lo toco.
error-unavailable = Ahora mismo no puedo escuchar nada. Inténtalo más tarde, por favor.

## A server's settings

settings-heading = Cómo me comporto en este servidor
setting-line = **{ $label }**: { $value }
setting-changed = -# Cambiado: { $label }
setting-undone = -# Deshecho: { $label }
nothing-to-undo = -# No hay nada que deshacer.
last-change = -# Último cambio: { $label }, por { $who }, { $when }
no-channels = ninguno elegido
settings-answers = **Respuestas a las canciones publicadas**
settings-offers = **Lo que ofrezco**
settings-own-posts = **Lo que publico por mi cuenta**
settings-limits = **Quién puede usar qué**
per-hour = { $number } por hora
no-roles = todo el mundo
no-hours = nunca
# What may be typed, said to somebody who typed something else.
type-number = -# Necesito un número entero de { $least } a { $most }.
type-hours = -# Necesito dos horas del día, como 22:00-07:00, o nada.
type-time = -# Necesito una hora del día, como 18:00.
type-zone = -# No conozco esa zona horaria. Di una ciudad, como Europe/Madrid o America/Mexico_City.
type-order = -# Di algunos de estos, entre comas: { $names }.

setting-links = Enlaces a páginas con canciones
    .description = A qué sitios puedo pedir una canción, de los que activó quien me administra.
    .youtube = YouTube
    .youtube-description = Canciones tras enlaces a YouTube.
    .soundcloud = SoundCloud
    .soundcloud-description = Canciones tras enlaces a SoundCloud.
    .bandcamp = Bandcamp
    .bandcamp-description = Canciones tras enlaces a Bandcamp.
    .archive = Internet Archive
    .archive-description = Canciones tras enlaces a Internet Archive.
    .others = Otros
    .others-description = Lo demás que activó quien me administra.
no-links = ninguno
setting-posts = Dónde contesto a las canciones publicadas
    .description = Los comandos y el menú contextual funcionan en todas partes, elijas lo que elijas.
    .all = En todos los canales
    .all-description = Donde pueda leer y escribir.
    .list = Solo en los canales elegidos
    .list-description = Elígelos en Canales.
    .none = En ninguno
    .none-description = Solo contesto a los comandos y al menú contextual.
setting-channels = Canales
    .description = Dónde contesto a las publicaciones, si es solo en canales elegidos.
setting-style = Cómo son las respuestas
    .description = Cuánto escribo debajo de una canción publicada.
    .full = Completas
    .full-description = Género con barras, cinco canciones parecidas, botones.
    .compact = Compactas
    .compact-description = Una línea para el género, otra para tres canciones parecidas.
    .reaction = Solo una reacción
    .reaction-description = Reacciono a la publicación; el menú contextual muestra el resto.
setting-place = Adónde van las respuestas
    .description = Debajo de la publicación o en un hilo aparte.
    .reply = Debajo de la publicación
    .reply-description = Una respuesta en el canal.
    .thread = En un hilo
    .thread-description = Un hilo en la publicación, donde pueda abrir uno.
setting-language = Idioma de las respuestas
    .description = Lo que escribo bajo las canciones; quien pulsa un botón lee en su propio idioma.
    .auto = El idioma del servidor
    .auto-description = Como en los ajustes del servidor en Discord.
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
setting-library = La biblioteca del servidor
    .description = Las canciones publicadas se encuentran en este servidor, para quien ve la publicación.
    .off = Sin biblioteca
    .off-description = Nada de lo que se publica se recomienda a nadie.
    .on = Llevar una biblioteca
    .on-description = Lo que se publique desde ahora se encuentra aquí, y solo aquí.
setting-reactions = Me gusta
    .description = Si cuentan las reacciones y Guardar en canciones publicadas, para listas y resúmenes.
    .off = No contar
    .off-description = No se guarda ninguna reacción.
    .on = Contar
    .on-description = Las reacciones a canciones de otros; no las de quien no quiere participar.
setting-posters = Clasificación
    .description = Si las listas muestran quién publica más.
    .off = Ninguna
    .off-description = No se clasifica a nadie.
    .on = Mostrar
    .on-description = Quién publica más, y de quién gustan las canciones.
setting-taste = Gustos
    .description = Si se encuentra por su gusto a los miembros que lo quieren.
    .off = No comparar
    .off-description = No se encuentra a nadie por su gusto.
    .on = Comparar
    .on-description = Solo miembros que lo eligieron con el comando de privacidad.
setting-listenbrainz = ListenBrainz
    .description = Lo que escucha quien escucha una canción. Van allí títulos, artistas y géneros, nunca audio.
    .off = No preguntar
    .off-description = Nada sobre las canciones va a ListenBrainz.
    .on = Preguntar
    .on-description = Solo si también lo activaron quienes me administran.
setting-explicit = Nombres explícitos
    .description = Canciones con insultos o palabras explícitas, fuera de canales con límite de edad.
    .hide = Omitir
    .hide-description = No se recomiendan.
    .show = Mostrar
    .show-description = Se recomiendan como las demás.
setting-digest = Resumen
    .description = Los sonidos de este servidor: géneros, lo que más gusta, quién pisó terreno nuevo.
    .off = Ninguno
    .off-description = No publico ningún resumen.
    .weekly = Cada semana
    .weekly-description = El día elegido, sobre la semana anterior.
    .monthly = Cada mes
    .monthly-description = El primer día elegido del mes, sobre el tiempo desde el anterior.
setting-digestday = Día del resumen
    .description = Qué día de la semana llega.
    .monday = Lunes
    .monday-description = Llega el Lunes.
    .tuesday = Martes
    .tuesday-description = Llega el Martes.
    .wednesday = Miércoles
    .wednesday-description = Llega el Miércoles.
    .thursday = Jueves
    .thursday-description = Llega el Jueves.
    .friday = Viernes
    .friday-description = Llega el Viernes.
    .saturday = Sábado
    .saturday-description = Llega el Sábado.
    .sunday = Domingo
    .sunday-description = Llega el Domingo.
setting-dailysong = Canción del día
    .description = Una canción al día, ninguna dos veces en tres meses.
    .off = Ninguna
    .off-description = No publico canciones por mi cuenta.
    .server = De la biblioteca del servidor
    .server-description = Canciones que aquí puede ver todo el mundo; hace falta la biblioteca.
    .archive = Del archivo
    .archive-description = De un género que aquí se publica mucho.
setting-postchannel = Canal de mis publicaciones
    .description = Adónde llegan el resumen y la canción del día; ninguno elegido: a ninguno.
setting-posttime = Hora de mis publicaciones
    .description = Cuándo llegan, como 18:00, en la zona horaria del servidor.
setting-services = Sitios donde abrir canciones
    .description = Qué enlaces de búsqueda hay en Abrir en…, en este orden, entre comas.
setting-quiet = Horas de silencio
    .description = Entonces dejo en paz las publicaciones, como 22:00-07:00, no los comandos. Vacío: nunca.
setting-zone = Zona horaria
    .description = La de las horas de silencio y de mis publicaciones, como Europe/Madrid.
setting-postroles = A quién contesto
    .description = A las publicaciones de miembros con uno de estos roles; ninguno elegido: a todo el mundo.
setting-commandroles = Quién puede usar los comandos
    .description = Miembros con uno de estos roles. Privacidad, ayuda y ajustes siguen abiertos.
setting-postlimit = Publicaciones por miembro
    .description = A cuántas publicaciones con canciones de un miembro contesto en una hora.
setting-commandlimit = Comandos por miembro
    .description = Cuántos comandos puede usar un miembro en una hora.
language-preview = -# Así escribo debajo de las canciones publicadas a partir de ahora.

## Privacy

answers-on = Contesto a las canciones que publicas. `/{ command-privacy } { command-privacy-posts } { option-answers }: False` lo cambia.
answers-off = Dejo en paz las canciones que publicas. `/{ command-privacy } { command-privacy-posts } { option-answers }: True` lo cambia.
findable-on = Te pueden encontrar miembros con un gusto como el tuyo, donde los administradores lo han activado. `/{ command-privacy } { command-privacy-taste } { option-found }: False` lo cambia.
findable-off = Nadie te encuentra por tu gusto. `/{ command-privacy } { command-privacy-taste } { option-found }: True` lo cambia.
exported = Te he enviado un mensaje privado con todo lo que guardo sobre ti.
exported-here = No puedo enviarte un mensaje privado, así que aquí tienes todo lo que guardo sobre ti. Nadie más ve esta respuesta.
erase-question = Esto borra tu historial, tus canciones guardadas, tus correcciones y tus decisiones, y cada canción que nadie más me enseñó. No se puede deshacer.
erased = Hecho. Ya no guardo nada sobre ti.
privacy =
    ### Lo que guardo sobre ti
    - A qué mensajes tuyos he contestado, para que cada uno reciba una sola respuesta: { $posts }
    - Qué canciones me has hecho escuchar y dónde, para `/{ command-history }`: { $hearings }
    - Las canciones que has guardado: { $saved }
    - Tus reacciones a canciones, donde los administradores de un servidor hacen contar los me gusta: { $reactions }
    - Lo que has dicho sobre géneros, para medir y mejorar los modelos: { $feedback }
    - Las listas que has pedido, durante treinta días, para poder pasar sus páginas: { $lists }
    - Los ajustes de servidores que has cambiado, para poder deshacer el cambio: { $changes }
    { $answers }
    { $findable }

    ### Lo que guardo sobre las canciones
    El hash de una canción, su título y su artista tal como los da el archivo, lo que se oyó y pequeñas imágenes de su sonido, para que nadie espere dos veces. El audio en sí se borra en cuanto se envía la respuesta. Lo que escriben otras personas no se guarda.

    Donde los administradores llevan una biblioteca, las canciones publicadas en su servidor se pueden encontrar y recomendar allí, para quien ve la publicación. Una publicación borrada sale de la biblioteca.

    Lo que guardo de un servidor desaparece treinta días después de que me expulse.

    `/{ command-privacy } { command-privacy-export }` te lo envía todo, `/{ command-privacy } { command-privacy-delete }` lo borra.

page-privacy = Política de privacidad
page-terms = Condiciones de uso
page-source = Código fuente
contact = Quién me administra: { $contact }
terms =
    ### Condiciones de uso
    - Mido sonidos y adivino géneros, y me equivoco a menudo. Nada de lo que digo es una promesa ni un juicio sobre personas, sus obras o sus derechos.
    - Enséñame solo lo que puedas enseñar aquí: respondes de lo que publicas y enlazas.
    - No intentes romperme, saltarte mis límites ni llegar a través de mí a lo que no es tuyo. Quien me administra puede excluir a quien lo haga.
    - Las canciones que recomiendo son de sus artistas, y cada una conserva su licencia. Lo que hagas con una canción es cosa tuya y de ellos.
    - Existo tal como soy, gratis. Se me puede cambiar o apagar en cualquier momento, y nadie responde de mis errores, hasta donde la ley lo permita.
    - También valen las condiciones de Discord. `/{ command-privacy } { command-privacy-show }` dice lo que guardo sobre ti.

## About and help

about =
    ### Cratedigger { $version }
    Escucho las canciones que publica la gente, digo a qué género suenan y encuentro canciones que suenan parecido.

    - **Modelos** { $model }: una red convolucional y una votación de LightGBM, unidas y calibradas; las palabras que describen una canción también cuentan. Conocen estos géneros: { $genres }. { $archive ->
        [yes] Se entrenaron con fragmentos cortos del Free Music Archive; dudan a menudo, y lo dicen.
       *[no] Dudan a menudo, y lo dicen.
    }
    - { $figures }
    - **Catálogo**: { $archive ->
        [yes] { $songs } canciones del [Free Music Archive](https://freemusicarchive.org). Cada una conserva la licencia que eligió su artista; los metadatos son CC BY 4.0 (FMA data set, Defferrard y otros, ISMIR 2017).
       *[no] { $songs } canciones.
    }
    - **Licencias**: el código es software libre con licencia MIT.
    - **Parecido**: la probabilidad medida de que dos canciones así de cercanas compartan género.
    - { $agreement }
    - { $content }
    - { $protections }

    Las canciones se decodifican en procesos separados y blindados, y el audio nunca se guarda. `/{ command-privacy } { command-privacy-show }` dice lo que sí.
about-figures = **Lo buenos que son**, medido con { $tracks } canciones de artistas que nunca oyeron, sin las palabras: aciertan el género en el { $joined } (la red sola { $network }, la votación sola { $trees }, al azar { $chance }). Cuando la respuesta dice estar segura, en el { $sure } de las canciones, acierta en el { $right }. De las canciones que recomiendo, el { $alike } comparte el género. La música distinta de la de su entrenamiento sale peor parada.
about-no-figures = **Lo buenos que son** no se ha medido con estos modelos en concreto.
protections = **Alrededor de cada archivo**: { $names }.
protections-missing = Este sistema no ofrece: { $names }.
protections-unknown = **Alrededor de cada archivo**: el primer proceso aún está arrancando.
protection-environment = sin tokens ni ajustes
protection-network = sin red
protection-files = sin otros archivos
protection-system-calls = pocas llamadas al sistema
protection-privileges = sin privilegios
protection-memory = memoria limitada
protection-processor-time = tiempo de procesador limitado
protection-threads = hilos limitados
protection-parent-death = sin vida más allá de la mía
agreement =
    { $given ->
        [one] **Los miembros estuvieron de acuerdo** con { $right } de { $given } respuesta que valoraron.
       *[other] **Los miembros estuvieron de acuerdo** con { $right } de las { $given } respuestas que valoraron.
    }
no-agreement = **Los miembros** aún no han valorado ninguna respuesta: para eso están los botones *{ button-right }* y *{ button-wrong }*.
reads-posts = **Las canciones publicadas** reciben respuesta sin ningún comando.
reads-no-posts = **Las canciones publicadas** reciben respuesta donde se me menciona y en privado; en los demás sitios, usa los comandos.

mention-help = Publica una canción y mencióname, o haz clic derecho en un mensaje que tenga una (o mantenlo pulsado), luego *Aplicaciones*, *{ menu-find-genre-and-similar-songs }*: digo su género y busco canciones parecidas. `/{ command-help }` explica más.
mention-unseen = Discord no me muestra el mensaje al que respondes. Haz clic derecho en él o mantenlo pulsado, luego *Aplicaciones*, *{ menu-find-genre-and-similar-songs }*.
help =
    ### Cómo usarme
    - **Publica una canción**: un archivo de audio, un vídeo con sonido o un enlace directo. Contesto con su género y canciones parecidas.
    - **Haz clic derecho en un mensaje o mantenlo pulsado**, luego *Aplicaciones*, *{ menu-find-genre-and-similar-songs }*.
    - `/{ command-classify } { option-file }:` o `/{ command-classify } { option-url }:` escucha una canción.
    - `/{ command-recommend } { command-recommend-like } { option-title }: moonlight` encuentra canciones como una del archivo.
    - `/{ command-recommend } { command-recommend-genre } { option-genre }: Folk` saca canciones de un género.
    - `/{ command-recommend } { command-recommend-song } { option-file }:` encuentra diez canciones como la tuya; `{ command-recommend-surprise }` las encuentra en otros géneros.
    - `/{ command-recommend } { command-recommend-blend }`, `/{ command-recommend } { command-recommend-path }` y `/{ command-recommend } { command-recommend-mine }` buscan entre canciones, van de una a otra y siguen lo que publicaste y guardaste. `{ option-export }:` te da cualquier lista como archivo.
    - `/{ command-history } { command-history-mine }`, `/{ command-history } { command-history-server }` y `/{ command-saved }` muestran canciones de antes.
    - `/{ command-library } { command-library-search }` muestra las canciones publicadas aquí, donde los administradores llevan una biblioteca.
    - `/{ command-privacy } { command-privacy-show }` dice qué guardo y cómo obtenerlo o borrarlo.
    - `/{ command-charts } { command-charts-songs }` cuenta lo que se ha publicado aquí, `/{ command-compare }` pone dos canciones lado a lado.
    - `/{ command-taste } { command-taste-matches }` encuentra miembros con un gusto como el tuyo, donde administradores y miembros lo quieren.
    - `/{ command-settings }` deja a los administradores elegir dónde y cómo contesto.
    - `/{ command-digest } { command-digest-preview }` muestra a los administradores el resumen de este servidor, que activan allí.
    - `/{ command-about }` dice qué modelos contestan y lo buenos que son.

    Los botones debajo de una respuesta: *{ button-more }*, *{ button-right }* o *{ button-wrong }* sobre el género, *{ button-save }*, y *{ button-delete }* para quien la pidió.

## Commands: a name is lower-case, without spaces, of at most 32 characters; a description has at most 100.

command-about = acerca-de
    .description = Qué es este bot, qué modelos contestan y cuántas veces acertaron según los miembros.
command-charts = listas
    .description = Lo que más gusta y más se publica en este servidor.
command-charts-posters = miembros
    .description = Muestra quién publicó más en este servidor, si los administradores lo quieren.
command-charts-songs = canciones
    .description = Muestra qué canciones gustaron más en este servidor y qué géneros se publicaron más.
command-classify = clasificar
    .description = Dice el género de una canción y encuentra canciones que suenan como ella.
command-compare = comparar
    .description = Compara dos canciones: sus géneros lado a lado y lo cerca que están.
command-digest = resumen
    .description = Los sonidos de este servidor, semana a semana o mes a mes.
command-digest-preview = vista
    .description = Te muestra solo a ti el resumen tal como sería ahora, y cuándo se publica.
command-help = ayuda
    .description = Muestra cómo usar este bot, con ejemplos.
command-history = historial
    .description = Canciones que se escucharon antes.
command-history-mine = mío
    .description = Muestra las canciones que me has hecho escuchar.
command-history-server = servidor
    .description = Muestra las canciones publicadas en este servidor, en canales que puedes ver.
command-library = biblioteca
    .description = Las canciones publicadas en este servidor, donde sus admins me dejan guardarlas.
command-library-remove = quitar
    .description = Quita una canción de la biblioteca de este servidor.
command-library-search = buscar
    .description = Busca en la biblioteca de este servidor por palabras, género, tempo, tonalidad y miembro.
command-privacy = privacidad
    .description = Lo que guardo sobre ti, y lo que tú decides.
command-privacy-delete = borrar
    .description = Borra todo lo que se guarda sobre ti, después de que lo confirmes.
command-privacy-export = exportar
    .description = Te envía todo lo que se guarda sobre ti, como archivo en un mensaje privado.
command-privacy-posts = publicaciones
    .description = Elige si contesto a las canciones que publicas.
command-privacy-show = mostrar
    .description = Dice qué se guarda sobre ti y por qué.
command-privacy-taste = gusto
    .description = Elige si otros te encuentran por tu gusto; nadie lo hace hasta que lo digas.
command-privacy-terms = condiciones
    .description = Muestra las condiciones de uso y dónde están, junto con la política de privacidad.
command-recommend = recomendar
    .description = Encuentra canciones.
command-recommend-blend = mezcla
    .description = Encuentra canciones que están entre otras dos, tres o cuatro.
command-recommend-genre = género
    .description = Encuentra canciones de un género.
command-recommend-like = como
    .description = Encuentra canciones como una del archivo o de la biblioteca de este servidor.
command-recommend-mine = para-mí
    .description = Encuentra canciones como las que publicaste y guardaste.
command-recommend-mix = orden-de-mezcla
    .description = Ordena para mezclar, por tempo y tonalidad, las canciones que publicaste y guardaste.
command-recommend-path = camino
    .description = Hace una lista que va de una canción a otra.
command-recommend-song = canción
    .description = Encuentra canciones que suenan como la tuya.
command-recommend-surprise = sorpresa
    .description = Encuentra canciones cercanas en sonido y lejanas en género.
command-saved = guardadas
    .description = Muestra las canciones que has guardado.
command-settings = ajustes
    .description = Elige dónde y cómo contesto a las canciones publicadas en este servidor.
command-taste = gusto
    .description = De quién es el gusto parecido al tuyo, entre miembros que quieren ser encontrados.
command-taste-blend = mezclar
    .description = Busca canciones entre tu gusto y el de un miembro.
command-taste-matches = parecidos
    .description = Muestra miembros con canciones como las tuyas, y canciones suyas que no has publicado.
menu-find-genre-and-similar-songs = Género y canciones parecidas

option-answers = respuestas
    .description = Si contesto a las canciones que publicas
option-count = cantidad
    .description = Cuántas canciones, de 1 a 25; 10 si no dices nada
option-end = final
    .description = La canción en la que acabar
option-end_title = título_final
    .description = Parte de un título o de un artista; elige de la lista
option-export = exportar
    .description = Llévate la lista como archivo, para un reproductor o una hoja de cálculo
option-file = archivo
    .description = Un archivo de audio, o un vídeo con sonido
option-first = primera
    .description = Una canción
option-first_title = título_primera
    .description = Parte de un título o de un artista; elige de la lista
option-fourth = cuarta
    .description = Una cuarta
option-fourth_title = título_cuarta
    .description = Parte de un título o de un artista; elige de la lista
option-found = encontrarme
    .description = Si miembros con un gusto como el tuyo te pueden encontrar
option-genre = género
    .description = Un género; elige uno de la lista
option-key = tonalidad
    .description = Una tonalidad, como 8A o F#m; elige una de la lista
option-member = miembro
    .description = Un miembro que quiere ser encontrado
option-period = periodo
    .description = Hasta cuándo atrás; un mes si no dices nada
option-poster = miembro
    .description = El miembro que la publicó
option-second = segunda
    .description = Otra
option-second_title = título_segunda
    .description = Parte de un título o de un artista; elige de la lista
option-song = canción
    .description = Una de tus canciones; la moderación puede quitar cualquiera
option-source = origen
    .description = De dónde pueden venir las canciones; de ambos si no dices nada
option-compare-second = segunda
    .description = Otra canción
option-start = inicio
    .description = La canción desde la que empezar
option-start_title = título_inicio
    .description = Parte de un título o de un artista; elige de la lista
option-tag = palabra
    .description = Una palabra que les va a las canciones, como jazz o triste; elige una de la lista
option-tempo = tempo
    .description = Pulsos por minuto, como 120-128, o como 124 con un cuatro por ciento de margen
option-third = tercera
    .description = Una tercera
option-third_title = título_tercera
    .description = Parte de un título o de un artista; elige de la lista
option-title = título
    .description = Parte de un título o de un artista; elige de la lista
option-url = url
    .description = Un enlace directo a un archivo de audio
option-words = palabras
    .description = Palabras de un título o un artista; todas las canciones si no dices nada
choice-both = El archivo y este servidor
choice-archive = El archivo
choice-server = Este servidor

choice-week = Los últimos siete días
choice-month = Los últimos treinta días
choice-ever = Desde siempre
choice-m3u = M3U, para reproductores
choice-jspf = JSPF, para programas de listas
choice-csv = CSV, para hojas de cálculo

## Words for tags

tag-hip-hop = hip-hop
tag-house = house
tag-progressive-rock = rock progresivo
tag-alternative = alternativo
tag-alternative-rock = rock alternativo
tag-ambient = ambient
tag-blues = blues
tag-classic-rock = rock clásico
tag-country = country
tag-dance = dance
tag-electro = electro
tag-electronic = electrónica
tag-electronica = electrónica
tag-experimental = experimental
tag-folk = folk
tag-funk = funk
tag-hard-rock = hard rock
tag-heavy-metal = heavy metal
tag-indie = indie
tag-indie-pop = indie pop
tag-indie-rock = indie rock
tag-jazz = jazz
tag-metal = metal
tag-pop = pop
tag-punk = punk
tag-rnb = R&B
tag-rock = rock
tag-soul = soul
tag-mellow = suave
tag-beautiful = bonito
tag-chill = relajado
tag-chillout = relajado
tag-happy = alegre
tag-party = fiesta
tag-sad = triste
tag-sexy = sexy
tag-00s = años 2000
tag-60s = años 60
tag-70s = años 70
tag-80s = años 80
tag-90s = años 90
tag-oldies = clásicos de antes
tag-female-vocalist = voz femenina
tag-female-vocalists = voz femenina
tag-male-vocalists = voz masculina
tag-acoustic = acústico
tag-guitar = guitarra
tag-instrumental = instrumental
tag-catchy = pegadizo
tag-easy-listening = easy listening

## Nombres de los géneros

genre-name-ambient = Ambient
genre-name-blues = Blues
genre-name-classical = Clásica
genre-name-country = Country
genre-name-disco = Disco
genre-name-electronic = Electrónica
genre-name-experimental = Experimental
genre-name-folk = Folk
genre-name-funk = Funk
genre-name-hip-hop = Hip-hop
genre-name-instrumental = Instrumental
genre-name-international = World music
genre-name-jazz = Jazz
genre-name-metal = Metal
genre-name-pop = Pop
genre-name-punk = Punk
genre-name-reggae = Reggae
genre-name-rock = Rock
genre-name-soul = Soul
genre-name-soul-r-b = Soul y R&B
genre-name-soundtrack = Banda sonora
