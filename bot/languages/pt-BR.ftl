### Português do Brasil. O tratamento é você; os nomes dos gêneros ficam como estão.

## A heard song

headline-sure = { $genre } { $percent }
headline-between = Entre { $first } e { $second }
headline-unsure = Não tenho certeza: talvez { $genre } { $percent }
tempo = { $bpm } BPM
musical-key =
    { $tonic } { $mode ->
        [major] maior
       *[other] menor
    } ({ $camelot })
own-genres = **{ $genre }** entre os seus próprios gêneros:
heard-part = { $genre } em { $times }
heard-parts = -# Ouvi { $parts }.
very-short = -# É um trecho bem curto, então não leve tão a sério.
sounds-like = **Soa como**
archive-has-little = -# O mais próximo em som: o arquivo tem pouco de { $genre }.
played-with = **Quem ouve isso também ouve**
played-of-genre = **Muito ouvido: { $genre }**
played-song = { $place }. { $link } · { $artist }
sounds-like-free = **Parece com** (de graça)
by-artist = de { $artist }
recommendation = { $place }. { $link } · { $artist } · { $genre } · { $similarity } de semelhança
untagged-recommendation = { $place }. { $link } · { $genre } · { $similarity } de semelhança
track = { $place }. { $link } · { $artist } · { $genre }
untagged-track = { $place }. { $link } · { $genre }
nothing-alike = Não conheço nenhuma música que soe assim.
no-more = Não conheço mais músicas que soem assim.
took = -# { $archive ->
        [yes] Ouvida em { $seconds } s. As músicas parecidas são do [Free Music Archive](https://freemusicarchive.org).
       *[no] Ouvida em { $seconds } s.
    }
archive = -# As músicas são do [Free Music Archive](https://freemusicarchive.org).
left-out = -# { $limit ->
        [one] Ouço uma música por mensagem, então estas tiveram que esperar: { $names }
       *[other] Ouço { $limit } músicas por mensagem, então estas tiveram que esperar: { $names }
    }
this-song = esta música
posted-before = -# [Já postada aqui]({ $link }), { $when }.
sounds-like-here = **Neste servidor**
not-music-speech = Isso parece mais fala do que música, então não digo nenhum gênero.
not-music-noise = Isso parece mais ruído do que música, então não digo nenhum gênero.
reason-close = próxima em { $aspects }
reason-corner = do mesmo canto de { $genre }
reason-tempo = ambas perto de { $bpm } BPM
reason-key = ambas em { $musical_key }
aspect-rhythm = ritmo
aspect-brightness = brilho
aspect-colour = timbre
aspect-dynamics = dinâmica
compact-title = **{ $title }**
compact-title-artist = **{ $title }** de { $artist }
compact-song = { $song }: { $headline }
compact-alike = -# Soa como { $songs }
thread-name = Músicas como { $title }
series-separator = { ", " }

## Lists of songs

genre-heading = { $genre }, do acervo
genre-songs-heading = Músicas do gênero { $genre }
library-heading = A biblioteca deste servidor
library-search-heading = “{ $words }” na biblioteca deste servidor
song-heading = Músicas como { $title }
surprise-heading = Diferentes de { $title } no gênero, parecidas no som
blend-heading = Entre { $titles }
path-heading = De { $start } a { $end }
mix-heading = { $number } das suas músicas em ordem para mixar
mine-heading =
    { $number ->
        [one] Como a música que você postou ou salvou
       *[other] Como as { $number } músicas que você postou e salvou
    }
not-shown =
    { $number ->
        [one] -# Há mais uma no arquivo; a opção `{ option-export }` traz ele para você.
       *[other] -# Há mais { $number } no arquivo; a opção `{ option-export }` traz ele para você.
    }
history-mine-heading = Músicas que você me fez ouvir
history-server-heading = Músicas postadas aqui
saved-heading = Músicas que você salvou
empty-list = Nada ainda.
library-removed = { $title } saiu da biblioteca.

## Buttons and selects

button-more = Mais como esta
button-back = Voltar
button-next = Próxima
button-right = Acertou
button-wrong = Errou
button-save = Salvar
button-open = Abrir em…
open-hint = Outra música da lista
open-heading = Abrir em…: { $title }
button-delete = Apagar
button-erase = Apagar tudo sobre mim
button-undo = Desfazer a última mudança
button-enter = Digitar um valor
genre-hint = Escolha um gênero
remove-hint = Remover uma música
setting-hint = Mudar uma configuração

saved-note = Salva. `/{ command-saved }` mostra a sua lista.
saved-before = Essa música já está na sua lista. `/{ command-saved }` mostra ela.
which-genre = Qual é o gênero?
thanks = Obrigado. Anotado: { $genre }.

## Charts and comparisons

charts-heading =
    { $period ->
        [week] Paradas dos últimos sete dias
        [month] Paradas dos últimos trinta dias
       *[ever] Paradas de todos os tempos
    }
charts-songs = As músicas mais curtidas
charts-genres = Gêneros
charts-posted = Músicas postadas
charts-likes = Curtidas
# $number: how many members like a song.
likes =
    { $number ->
        [one] 1 membro curtiu
       *[other] { $number } membros curtiram
    }
charts-no-likes = -# Aqui ninguém conta o que agrada. Os admins podem mudar isso com `/{ command-settings }`.
charts-nothing-liked = Nada foi curtido ainda. Contam as reações a uma música e *{ button-save }*, menos nas próprias.
posters-heading =
    { $period ->
        [week] Quem mais postou nos últimos sete dias
        [month] Quem mais postou nos últimos trinta dias
       *[ever] Quem mais postou desde sempre
    }
poster =
    { $songs ->
        [one] { $place }. { $who }: { $songs } música
       *[other] { $place }. { $who }: { $songs } músicas
    }
poster-liked =
    { $songs ->
        [one] { $place }. { $who }: { $songs } música, { $likes } { $likes ->
            [one] curtida
           *[other] curtidas
        }
       *[other] { $place }. { $who }: { $songs } músicas, { $likes } { $likes ->
            [one] curtida
           *[other] curtidas
        }
    }
charts-tags = Nas palavras das pessoas
# Songs picked by a tag: what stands above the list, and the tag.
heading-with-tag = { $heading }: { $tag }
## What I post by myself

digest-heading = Os sons deste servidor, { $days }
digest-totals =
    { $songs ->
        [one] { $songs } música
       *[other] { $songs } músicas
    } de { $members ->
        [one] { $members } membro
       *[other] { $members } membros
    }.
# Behind a genre that was not posted in the week or month before.
digest-new = novo
digest-explorers = Novos caminhos
digest-explorer = { $who } postou { $genres } pela primeira vez.
digest-quiet = Estas ninguém curtiu ainda
digest-next = -# O próximo vem { $when } em { $channel }.
digest-off = -# Ele não é postado: escolha com que frequência e em que canal com `/{ command-settings }`.
digest-empty = Desde o último resumo, nenhuma música foi postada onde todo mundo a vê.
daily-heading = Música do dia, { $day }
daily-posted = -# Postada por { $who }, { $when }.
taste-heading = Membros com um gosto como o seu
# $genres: the genres that both post.
taste-match = **{ $who }**: { $alike } de semelhança, em { $genres }
taste-nobody = Não encontrei ninguém. Procuro só entre membros que querem ser encontrados.
taste-join = -# Ninguém encontra você ainda: `/{ command-privacy } { command-privacy-taste }` muda isso.
taste-blend-heading = Entre você e { $who }, { $alike } de semelhança
compare-heading = { $first } e { $second }
compare-shared = **{ $share }** dos perfis de gênero delas é comum. Proximidade no som: **{ $nearness }** (1 é igual, 0 sem relação).
compare-difference = A primeira tem mais { $more } (por { $more_by }), a segunda mais { $less } (por { $less_by }).
differs-rhythm =
    { $place ->
        [1] A primeira tem o ritmo mais marcado.
       *[other] A segunda tem o ritmo mais marcado.
    }
differs-brightness =
    { $place ->
        [1] A primeira soa mais brilhante.
       *[other] A segunda soa mais brilhante.
    }
differs-dynamics =
    { $place ->
        [1] A primeira varia mais entre alto e baixo.
       *[other] A segunda varia mais entre alto e baixo.
    }
differs-little = Em ritmo, brilho e volume, são muito parecidas.

## What the cards say; keep it short

card-others = mais { $number }
card-this-song = esta música
card-alike = soa parecido
card-unsure = sem certeza
card-similarity = de semelhança
card-nothing = nada ainda
alt-song = Cartão de { $title }.
alt-song-artist = Cartão de { $title } de { $artist }.
alt-genres = Gêneros: { $genres }.
alt-heard = Ouvido: { $parts }.
alt-tags = Palavras para ela, de trecho em trecho: { $tags }.
alt-map = Um mapa mostra a música ao lado das músicas do catálogo que soam parecido.
alt-charts = { $title }, { $subtitle }. { $first_heading }: { $first }. { $second_heading }: { $second }.
alt-compare = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }.
alt-compare-differences = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }. { $differences }.
alt-history = { $title }: { $songs }.

## Errors of people and of Discord

unexpected = Algo deu errado do meu lado. Ficou anotado para quem cuida de mim.
cooldown = Foi muita coisa para uma hora. Volte { $when }.
missing-role = Aqui só membros com um destes cargos podem usar isso: { $roles }.
not-allowed = Você não pode usar isso aqui.
bot-not-allowed = Não tenho permissão para fazer isso aqui. A moderação pode me dar.
bad-option = Não entendo essa opção.
failed = **{ $name }**
    { $sentence }

waiting =
    { $position ->
        [0] Estou ouvindo sua música agora.
        [1] Sua música é a próxima.
       *[other] Sua música é a número { $position } da fila.
    }
error-user = Não posso fazer isso.
error-nothing-given = Me dê uma música: anexe um `{ option-file }` ou cole uma `{ option-url }`.
error-both-given = Me dê um `{ option-file }` ou uma `{ option-url }`, não os dois.
error-no-song-in-message = Não vejo música nessa mensagem: nem arquivo de áudio, nem vídeo, nem um link direto.
error-voice-message = É uma mensagem de voz. Isso é conversa particular, então eu não mexo.
error-unknown-title = Não conheço nenhuma música com esse nome. Digite algumas letras e escolha uma da lista.
error-no-songs-of-genre = Ainda não conheço músicas desse gênero: o arquivo quase não tem, e ninguém postou uma aqui.
error-unknown-genre = Não conheço esse gênero. Escolha um da lista.
error-unknown-tag = Não conheço nenhuma música que combine com essa palavra. Escolha uma da lista.
error-unknown-key = Não conheço esse tom. Escolha um da lista, ou escreva um como 8A ou F#m.
error-unknown-tempo = Não conheço esse andamento. Digite batidas por minuto de 30 a 300, como 124 ou 120-128.
error-attachment-gone = O Discord não tem mais esse arquivo. Poste de novo, por favor.
error-attachment-unreachable = O Discord não me entregou esse arquivo. Tente de novo daqui a pouco.
error-pages-off = Links para esse site não estão ativados aqui. Anexe o arquivo ou cole um link direto para ele.
error-closing = Estou sendo reiniciado. Tente de novo em um minuto.
error-restarted = Fui reiniciado antes de poder responder. Poste de novo, por favor.
restarted-command = Fui reiniciado antes de poder responder. Use o comando de novo, por favor.
error-forgotten-song = Não me lembro mais dessa música. Poste de novo, por favor.
error-not-yours = Só quem pediu esta resposta, ou a moderação, pode fazer isso.
error-only-in-servers = Isso só funciona em servidores.
error-messages-closed = Não consigo mandar mensagem privada para você. Permita as de membros deste servidor e tente de novo.
error-not-admin = Só quem pode gerenciar este servidor pode mudar as configurações dele.
error-no-library = Este servidor não tem biblioteca. Os admins podem ativar com `/{ command-settings }`.
error-no-leaderboard = Os admins deste servidor não querem um ranking.
error-taste-off = Aqui não se comparam gostos. Os admins podem ativar isso com `/{ command-settings }`.
error-not-findable = Só posso comparar você com membros que querem ser encontrados e postaram músicas aqui.
error-not-in-library = Não encontro uma música sua assim na biblioteca deste servidor.
error-too-few-songs = Para isso preciso de pelo menos duas músicas: anexe arquivos ou escolha títulos das listas.
error-both-ways = Me dê um arquivo ou um título para cada música, não os dois.
error-forgotten-list = Não tenho mais essa lista. Peça de novo, por favor.
error-no-taste = Ainda não conheço nenhuma música sua. Poste algumas, ou salve com o botão embaixo de uma resposta.
error-no-tempo = Não conheço duas músicas suas com batida. Poste algumas, ou salve com o botão embaixo de uma resposta.

## Errors of files, links and listening

error-analysis = Não consegui entender esse arquivo.
error-not-audio = Esse arquivo não é um áudio que eu saiba ler.
error-no-audio-stream = Esse arquivo não tem som.
error-broken-audio = Esse arquivo está danificado: não consegui ouvir nem um segundo.
error-too-short = Tem menos de um segundo, é curto demais para avaliar.
error-silent = Só ouvi silêncio nesse arquivo.
error-too-long = Esse arquivo é longo demais para mim.
error-encrypted = Esse arquivo é protegido contra cópia, então não posso ouvir.
error-unsupported-audio = O formato de áudio desse arquivo eu não sei ler.
error-costly-audio = Esse arquivo contém muito mais que uma música; lê-lo levaria tempo demais.

error-fetch = Não consegui buscar esse arquivo.
error-bad-url = Esse não é um link que eu possa usar.
error-refused-address = Só busco em endereços públicos da web, e esse não é um.
error-unreachable = Não consegui chegar ao site desse link.
error-fetch-timeout = O site desse link demorou demais para mandar o arquivo.
error-http-status = O site desse link não me deu o arquivo.
error-too-many-redirects = Esse link me manda de um lugar para outro sem parar.
error-too-large = Esse arquivo é grande demais para mim.
error-not-audio-file = Esse arquivo não é um áudio que eu saiba ler.
error-other-file =
    Isso é { $kind ->
        [a-ZIP-archive] um arquivo compactado ZIP
        [a-gzip-archive] um arquivo compactado gzip
        [a-bzip2-archive] um arquivo compactado bzip2
        [an-xz-archive] um arquivo compactado xz
        [a-Zstandard-archive] um arquivo compactado Zstandard
        [an-LZ4-archive] um arquivo compactado LZ4
        [a-RAR-archive] um arquivo compactado RAR
        [a-7-Zip-archive] um arquivo compactado 7-Zip
        [a-tar-archive] um arquivo compactado tar
        [a-cabinet-archive] um arquivo compactado Cabinet
        [an-ar-archive] um arquivo compactado ar
        [a-PDF-document] um documento PDF
        [a-PostScript-document] um documento PostScript
        [an-Office-document] um documento do Office
        [a-PNG-picture] uma imagem PNG
        [a-JPEG-picture] uma imagem JPEG
        [a-GIF-picture] uma imagem GIF
        [a-TIFF-picture] uma imagem TIFF
        [a-WebP-picture] uma imagem WebP
        [an-AVIF-picture] uma imagem AVIF
        [a-HEIC-picture] uma imagem HEIC
        [a-program] um programa
        [a-WebAssembly-program] um programa WebAssembly
        [a-database] um banco de dados
        [a-MIDI-file-which-holds-notes-and-no-sound] um arquivo MIDI, que tem notas e nenhum som
        [a-font] uma fonte
        [a-playlist] uma playlist
        [an-SVG-picture] uma imagem SVG
        [a-web-page] uma página da web
        [an-XML-document] um documento XML
        [a-session-description] uma descrição de sessão
       *[a-text-file] um arquivo de texto
    }, não um áudio que eu saiba ler.
error-other-scheme = Só posso usar links que comecem com http:// ou https://.
error-credentials-in-url = Não uso links com nome de usuário ou senha dentro.
error-long-url = Esse link é longo demais para mim.
error-refused-port = Só busco pelas portas comuns da web, 80 e 443.
error-empty-file = Esse arquivo está vazio.
error-page-refused = Esse site não quis me dar a música. Tente anexar o arquivo.
error-page-too-long = Isso é uma transmissão ao vivo, ou é longo demais para mim.
error-storage-full = Não tenho espaço para esse arquivo agora. Tente mais tarde, por favor.

error-worker = Algo deu errado enquanto eu ouvia esse arquivo.
error-busy = Tenho músicas demais na fila agora. Tente de novo em alguns minutos, por favor.
error-member-busy = Você já tem tantas músicas na fila quanto uma pessoa pode ter. Espere essas primeiro, por favor.
error-server-busy = Este servidor já tem tantas músicas na fila quanto um servidor pode ter. Tente de novo em alguns minutos, por favor.
error-crashed = Esse arquivo me derrubou. As outras músicas não foram afetadas.
error-deadline = Ouvir esse arquivo estava demorando demais, então parei.
error-repeated-crash = Esse arquivo já me derrubou antes, então não mexo mais nele.
error-unavailable = Não consigo ouvir nada agora. Tente mais tarde, por favor.

## A server's settings

settings-heading = Como me comporto neste servidor
setting-line = **{ $label }**: { $value }
setting-changed = -# Mudou: { $label }
setting-undone = -# Desfeito: { $label }
nothing-to-undo = -# Não há nada para desfazer.
last-change = -# Última mudança: { $label }, por { $who }, { $when }
no-channels = nenhum escolhido
settings-answers = **Respostas às músicas postadas**
settings-offers = **O que ofereço**
settings-own-posts = **O que posto por conta própria**
settings-limits = **Quem pode usar o quê**
per-hour = { $number } por hora
no-roles = todo mundo
no-hours = nunca
# What may be typed, said to somebody who typed something else.
type-number = -# Preciso de um número inteiro de { $least } a { $most }.
type-hours = -# Preciso de dois horários, como 22:00-07:00, ou de nada.
type-time = -# Preciso de um horário, como 18:00.
type-zone = -# Não conheço esse fuso horário. Diga uma cidade, como America/Sao_Paulo ou Europe/Lisbon.
type-order = -# Diga alguns destes, entre vírgulas: { $names }.

setting-links = Links para páginas com músicas
    .description = A quais sites posso pedir uma música, entre os que quem me administra ativou.
    .youtube = YouTube
    .youtube-description = Músicas por trás de links para YouTube.
    .soundcloud = SoundCloud
    .soundcloud-description = Músicas por trás de links para SoundCloud.
    .bandcamp = Bandcamp
    .bandcamp-description = Músicas por trás de links para Bandcamp.
    .archive = Internet Archive
    .archive-description = Músicas por trás de links para Internet Archive.
    .others = Outros
    .others-description = O que mais quem me administra ativou.
no-links = nenhum
setting-posts = Onde respondo às músicas postadas
    .description = Os comandos e o menu de contexto funcionam em todo lugar, seja qual for a sua escolha.
    .all = Em todos os canais
    .all-description = Onde eu puder ler e escrever.
    .list = Só nos canais escolhidos
    .list-description = Escolha em Canais.
    .none = Em nenhum
    .none-description = Só respondo a comandos e ao menu de contexto.
setting-channels = Canais
    .description = Onde respondo às postagens, se for só em canais escolhidos.
setting-style = Como são as respostas
    .description = Quanto escrevo embaixo de uma música postada.
    .full = Completas
    .full-description = Gênero com barras, cinco músicas parecidas, botões.
    .compact = Compactas
    .compact-description = Uma linha para o gênero, uma para três músicas parecidas.
    .reaction = Só uma reação
    .reaction-description = Reajo à postagem; o menu de contexto mostra o resto.
setting-place = Para onde vão as respostas
    .description = Embaixo da postagem ou em um tópico próprio.
    .reply = Embaixo da postagem
    .reply-description = Uma resposta no canal.
    .thread = Em um tópico
    .thread-description = Um tópico na postagem, onde eu puder abrir um.
setting-language = Idioma das respostas
    .description = O que escrevo embaixo das músicas; quem aperta um botão lê no próprio idioma.
    .auto = O idioma do servidor
    .auto-description = Como nas configurações do servidor no Discord.
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
setting-library = A biblioteca do servidor
    .description = As músicas postadas podem ser achadas neste servidor, por quem vê a postagem.
    .off = Sem biblioteca
    .off-description = Nada do que é postado é recomendado a ninguém.
    .on = Manter uma biblioteca
    .on-description = O que for postado a partir de agora pode ser achado aqui, e só aqui.
setting-reactions = Curtidas
    .description = Se reações e Salvar em músicas postadas contam, para paradas e resumos.
    .off = Não contar
    .off-description = Nenhuma reação é guardada.
    .on = Contar
    .on-description = Reações a músicas dos outros; não de quem não quer participar.
setting-posters = Ranking
    .description = Se as paradas mostram quem mais posta.
    .off = Nenhum
    .off-description = Ninguém é classificado.
    .on = Mostrar
    .on-description = Quem mais posta, e de quem são as músicas curtidas.
setting-taste = Gostos
    .description = Se os membros que querem são encontrados pelo gosto.
    .off = Não comparar
    .off-description = Ninguém é encontrado pelo gosto.
    .on = Comparar
    .on-description = Só membros que escolheram isso com o comando de privacidade.
setting-listenbrainz = ListenBrainz
    .description = O que ouve quem ouve uma música. Vão títulos, artistas e gêneros, nunca o áudio.
    .off = Não perguntar
    .off-description = Nada sobre as músicas vai para o ListenBrainz.
    .on = Perguntar
    .on-description = Só onde quem me administra também ativou.
setting-explicit = Nomes explícitos
    .description = Músicas com ofensas ou palavras explícitas, fora de canais com restrição de idade.
    .hide = Deixar de fora
    .hide-description = Não são recomendadas.
    .show = Mostrar
    .show-description = São recomendadas como as outras.
setting-digest = Resumo
    .description = Os sons deste servidor: gêneros, as mais curtidas, quem abriu novos caminhos.
    .off = Nenhum
    .off-description = Não posto resumo.
    .weekly = Toda semana
    .weekly-description = No dia escolhido, sobre a semana anterior.
    .monthly = Todo mês
    .monthly-description = No primeiro dia escolhido do mês, sobre o tempo desde o anterior.
setting-digestday = Dia do resumo
    .description = Em que dia da semana ele vem.
    .monday = Segunda
    .monday-description = Dia de vir: Segunda.
    .tuesday = Terça
    .tuesday-description = Dia de vir: Terça.
    .wednesday = Quarta
    .wednesday-description = Dia de vir: Quarta.
    .thursday = Quinta
    .thursday-description = Dia de vir: Quinta.
    .friday = Sexta
    .friday-description = Dia de vir: Sexta.
    .saturday = Sábado
    .saturday-description = Dia de vir: Sábado.
    .sunday = Domingo
    .sunday-description = Dia de vir: Domingo.
setting-dailysong = Música do dia
    .description = Uma música por dia, nenhuma duas vezes em três meses.
    .off = Nenhuma
    .off-description = Não posto músicas por conta própria.
    .server = Da biblioteca do servidor
    .server-description = Músicas que todo mundo aqui pode ver; é preciso ter a biblioteca.
    .archive = Do arquivo
    .archive-description = De um gênero muito postado aqui.
setting-postchannel = Canal das minhas postagens
    .description = Onde vêm o resumo e a música do dia; nenhum escolhido: em lugar nenhum.
setting-posttime = Horário das minhas postagens
    .description = Quando eles vêm, como 18:00, no fuso horário do servidor.
setting-services = Sites para abrir músicas
    .description = Quais links de busca ficam em Abrir em…, nesta ordem, entre vírgulas.
setting-quiet = Horas de silêncio
    .description = Nesse período deixo os posts em paz, como 22:00-07:00, não os comandos. Vazio: nunca.
setting-zone = Fuso horário
    .description = O das horas de silêncio e das minhas postagens, como America/Sao_Paulo.
setting-postroles = Os posts de quem eu respondo
    .description = Os de membros com um destes cargos; nenhum escolhido: os de todo mundo.
setting-commandroles = Quem pode usar os comandos
    .description = Membros com um destes cargos. Privacidade, ajuda e configurações continuam abertas.
setting-postlimit = Posts por membro
    .description = A quantos posts com músicas de um membro eu respondo em uma hora.
setting-commandlimit = Comandos por membro
    .description = Quantos comandos um membro pode usar em uma hora.
language-preview = -# É assim que escrevo embaixo das músicas postadas a partir de agora.

## Privacy

answers-on = Respondo às músicas que você posta. `/{ command-privacy } { command-privacy-posts } { option-answers }: False` muda isso.
answers-off = Deixo em paz as músicas que você posta. `/{ command-privacy } { command-privacy-posts } { option-answers }: True` muda isso.
findable-on = Membros com um gosto como o seu podem encontrar você, onde os admins ativaram isso. `/{ command-privacy } { command-privacy-taste } { option-found }: False` muda isso.
findable-off = Ninguém encontra você pelo seu gosto. `/{ command-privacy } { command-privacy-taste } { option-found }: True` muda isso.
exported = Mandei para você uma mensagem privada com tudo o que guardo sobre você.
exported-here = Não consigo mandar uma mensagem privada para você, então aqui está tudo o que guardo sobre você. Ninguém mais vê esta resposta.
erase-question = Isso apaga o seu histórico, as suas músicas salvas, as suas correções e as suas escolhas, e toda música que mais ninguém me mostrou. Não dá para desfazer.
erased = Pronto. Não guardo mais nada sobre você.
privacy =
    ### O que guardo sobre você
    - A quais mensagens suas respondi, para que cada uma tenha uma só resposta: { $posts }
    - Quais músicas você me fez ouvir e onde, para `/{ command-history }`: { $hearings }
    - Músicas que você salvou: { $saved }
    - Suas reações a músicas, onde os admins de um servidor mandam contar curtidas: { $reactions }
    - O que você disse sobre gêneros, para medir e melhorar os modelos: { $feedback }
    - Listas que você pediu, por trinta dias, para que as páginas possam ser viradas: { $lists }
    - Configurações de servidores que você mudou, para que a mudança possa ser desfeita: { $changes }
    { $answers }
    { $findable }

    ### O que guardo sobre as músicas
    O hash de uma música, o título e o artista que o arquivo informa, o que foi ouvido e pequenas imagens do som dela, para que ninguém espere duas vezes. O áudio em si é apagado assim que a resposta é enviada. O que outras pessoas escrevem não é guardado.

    Onde os admins mantêm uma biblioteca, as músicas postadas no servidor podem ser achadas e recomendadas ali, por quem vê a postagem. Uma postagem apagada sai da biblioteca.

    O que guardo de um servidor some trinta dias depois que ele me remove.

    `/{ command-privacy } { command-privacy-export }` manda tudo para você, `/{ command-privacy } { command-privacy-delete }` apaga.

page-privacy = Política de privacidade
page-terms = Termos de uso
page-source = Código-fonte
contact = Quem me administra: { $contact }
terms =
    ### Termos de uso
    - Meço sons e adivinho gêneros, e erro muitas vezes. Nada do que digo é uma promessa, nem um julgamento sobre pessoas, suas obras ou seus direitos.
    - Mostre para mim só o que você pode mostrar aqui: você responde pelo que posta e pelos seus links.
    - Não tente me quebrar, driblar meus limites ou alcançar por mim o que não é seu. Quem me administra pode excluir quem fizer isso.
    - As músicas que recomendo são dos seus artistas, e cada uma mantém a sua licença. O que você faz com uma música é entre você e eles.
    - Existo do jeito que sou, de graça. Posso ser mudado ou desligado a qualquer momento, e ninguém responde pelos meus erros, até onde a lei permitir.
    - Os termos do Discord também valem. `/{ command-privacy } { command-privacy-show }` diz o que guardo sobre você.

## About and help

about =
    ### Cratedigger { $version }
    Ouço as músicas que as pessoas postam, digo com que gênero elas se parecem e encontro músicas com som parecido.

    - **Modelos** { $model }: uma rede convolucional e uma votação do LightGBM, juntas e calibradas; as palavras que descrevem uma música também contam. Eles conhecem estes gêneros: { $genres }. { $archive ->
        [yes] Foram treinados com trechos curtos do Free Music Archive, muitas vezes ficam em dúvida, e dizem isso.
       *[no] Muitas vezes ficam em dúvida, e dizem isso.
    }
    - { $figures }
    - **Catálogo**: { $archive ->
        [yes] { $songs } músicas do [Free Music Archive](https://freemusicarchive.org). Cada uma mantém a licença que seu artista escolheu; os metadados são CC BY 4.0 (FMA data set, Defferrard e outros, ISMIR 2017).
       *[no] { $songs } músicas.
    }
    - **Licenças**: o código é software livre sob a licença MIT.
    - **Semelhança**: a chance medida de que duas músicas tão próximas tenham o mesmo gênero.
    - { $agreement }
    - { $content }
    - { $protections }

    As músicas são decodificadas em processos separados e isolados, e o áudio nunca é guardado. `/{ command-privacy } { command-privacy-show }` diz o que é.
about-figures = **Quão bons eles são**, medido em { $tracks } músicas de artistas que eles nunca ouviram, sem as palavras: o gênero está certo em { $joined } (só a rede { $network }, só a votação { $trees }, no chute { $chance }). Quando a resposta diz que tem certeza, em { $sure } das músicas, está certa em { $right }. Das músicas que recomendo, { $alike } têm o mesmo gênero. Música diferente da do treinamento deles se sai pior.
about-no-figures = **Quão bons eles são** não foi medido para estes modelos.
protections = **Em volta de cada arquivo**: { $names }.
protections-missing = Este sistema não oferece: { $names }.
protections-unknown = **Em volta de cada arquivo**: o primeiro processo ainda está iniciando.
protection-environment = sem tokens nem configurações
protection-network = sem rede
protection-files = sem outros arquivos
protection-system-calls = poucas chamadas de sistema
protection-privileges = sem privilégios
protection-memory = memória limitada
protection-processor-time = tempo de processador limitado
protection-threads = threads limitadas
protection-parent-death = sem vida além da minha
agreement =
    { $given ->
        [one] **Os membros concordaram** com { $right } de { $given } resposta que avaliaram.
       *[other] **Os membros concordaram** com { $right } de { $given } respostas que avaliaram.
    }
no-agreement = **Os membros** ainda não avaliaram nenhuma resposta: os botões *{ button-right }* e *{ button-wrong }* servem para isso.
reads-posts = **Músicas postadas** recebem resposta sem comando.
reads-no-posts = **Músicas postadas** recebem resposta onde me mencionam e no privado; nos outros lugares, use os comandos.

mention-help = Poste uma música e me mencione, ou clique com o botão direito em uma mensagem que tenha uma (ou segure), depois *Aplicativos*, *{ menu-find-genre-and-similar-songs }*: digo o gênero e encontro músicas parecidas. `/{ command-help }` explica mais.
mention-unseen = O Discord não me mostra a mensagem que você está respondendo. Clique nela com o botão direito ou segure, depois *Aplicativos*, *{ menu-find-genre-and-similar-songs }*.
help =
    ### Como me usar
    - **Poste uma música**: um arquivo de áudio, um vídeo com som ou um link direto. Respondo com o gênero e músicas parecidas.
    - **Clique com o botão direito em uma mensagem ou segure**, depois *Aplicativos*, *{ menu-find-genre-and-similar-songs }*.
    - `/{ command-classify } { option-file }:` ou `/{ command-classify } { option-url }:` ouve uma música.
    - `/{ command-recommend } { command-recommend-like } { option-title }: moonlight` encontra músicas como uma do acervo.
    - `/{ command-recommend } { command-recommend-genre } { option-genre }: Folk` sorteia músicas de um gênero.
    - `/{ command-recommend } { command-recommend-song } { option-file }:` encontra dez músicas como a sua; `{ command-recommend-surprise }` encontra em outros gêneros.
    - `/{ command-recommend } { command-recommend-blend }`, `/{ command-recommend } { command-recommend-path }` e `/{ command-recommend } { command-recommend-mine }` procuram entre músicas, vão de uma a outra e seguem o que você postou e salvou. `{ option-export }:` traz qualquer lista como arquivo.
    - `/{ command-history } { command-history-mine }`, `/{ command-history } { command-history-server }` e `/{ command-saved }` mostram músicas de antes.
    - `/{ command-library } { command-library-search }` lista as músicas postadas aqui, onde os admins mantêm uma biblioteca.
    - `/{ command-privacy } { command-privacy-show }` diz o que guardo, e como obter ou apagar.
    - `/{ command-charts } { command-charts-songs }` conta o que foi postado aqui, `/{ command-compare }` põe duas músicas lado a lado.
    - `/{ command-taste } { command-taste-matches }` encontra membros com um gosto como o seu, onde admins e membros querem isso.
    - `/{ command-settings }` deixa os admins escolherem onde e como respondo.
    - `/{ command-digest } { command-digest-preview }` mostra aos admins o resumo deste servidor, que eles ativam ali.
    - `/{ command-about }` diz quais modelos respondem e quão bons são.

    Os botões embaixo de uma resposta: *{ button-more }*, *{ button-right }* ou *{ button-wrong }* sobre o gênero, *{ button-save }*, e *{ button-delete }* para quem pediu.

## Commands: a name is lower-case, without spaces, of at most 32 characters; a description has at most 100.

command-about = sobre
    .description = Diz o que é este bot, quais modelos respondem e quantas vezes os membros concordaram.
command-charts = paradas
    .description = O que mais agrada e mais se posta neste servidor.
command-charts-posters = membros
    .description = Mostra quem mais postou neste servidor, onde os admins querem isso.
command-charts-songs = músicas
    .description = Mostra quais músicas foram mais curtidas neste servidor e quais gêneros mais postados.
command-classify = classificar
    .description = Diz o gênero de uma música e encontra músicas com som parecido.
command-compare = comparar
    .description = Compara duas músicas: os gêneros lado a lado, e quão próximas são.
command-digest = resumo
    .description = Os sons deste servidor, semana a semana ou mês a mês.
command-digest-preview = prévia
    .description = Mostra só a você o resumo como seria agora, e quando ele é postado.
command-help = ajuda
    .description = Mostra como usar este bot, com exemplos.
command-history = histórico
    .description = Músicas que foram ouvidas antes.
command-history-mine = meu
    .description = Lista as músicas que você me fez ouvir.
command-history-server = servidor
    .description = Lista as músicas postadas neste servidor, em canais que você pode ver.
command-library = biblioteca
    .description = As músicas postadas neste servidor, onde os admins me deixam guardar.
command-library-remove = remover
    .description = Tira uma música da biblioteca deste servidor.
command-library-search = buscar
    .description = Busca na biblioteca deste servidor, por palavras, gênero, andamento, tom e membro.
command-privacy = privacidade
    .description = O que guardo sobre você, e o que você decide sobre isso.
command-privacy-delete = apagar
    .description = Apaga tudo o que é guardado sobre você, depois que você confirmar.
command-privacy-export = exportar
    .description = Manda tudo o que é guardado sobre você, como arquivo em uma mensagem privada.
command-privacy-posts = postagens
    .description = Escolha se respondo às músicas que você posta.
command-privacy-show = mostrar
    .description = Diz o que é guardado sobre você e por quê.
command-privacy-taste = gosto
    .description = Escolha se outros encontram você pelo seu gosto; até lá, ninguém encontra.
command-privacy-terms = termos
    .description = Mostra os termos de uso e onde eles e a política de privacidade estão na web.
command-recommend = recomendar
    .description = Encontra músicas.
command-recommend-blend = mistura
    .description = Encontra músicas que ficam entre duas, três ou quatro outras.
command-recommend-genre = gênero
    .description = Encontra músicas de um gênero.
command-recommend-like = como
    .description = Encontra músicas como uma do acervo ou da biblioteca deste servidor.
command-recommend-mine = para-mim
    .description = Encontra músicas como as que você postou e salvou.
command-recommend-mix = mix
    .description = Ordenar para mixar, por tempo e tom, as músicas que você postou e salvou.
command-recommend-path = caminho
    .description = Faz uma playlist que vai de uma música a outra.
command-recommend-song = música
    .description = Encontra músicas que soam como a sua.
command-recommend-surprise = surpresa
    .description = Encontra músicas próximas no som e distantes no gênero.
command-saved = salvas
    .description = Lista as músicas que você salvou.
command-settings = configurações
    .description = Escolha onde e como respondo às músicas postadas neste servidor.
command-taste = gosto
    .description = De quem é o gosto parecido com o seu, entre membros que querem ser encontrados.
command-taste-blend = misturar
    .description = Encontra músicas entre o seu gosto e o de um membro.
command-taste-matches = parecidos
    .description = Mostra membros com músicas como as suas, e músicas deles que você não postou.
menu-find-genre-and-similar-songs = Gênero e músicas parecidas

option-answers = respostas
    .description = Se respondo às músicas que você posta
option-count = quantidade
    .description = Quantas músicas, de 1 a 25; 10 se você não disser
option-end = fim
    .description = A música em que termina
option-end_title = título_fim
    .description = Parte de um título ou artista; escolha da lista
option-export = exportar
    .description = Leve a lista como arquivo, para um player ou uma planilha
option-file = arquivo
    .description = Um arquivo de áudio, ou um vídeo com som
option-first = primeira
    .description = Uma música
option-first_title = título_primeira
    .description = Parte de um título ou artista; escolha da lista
option-fourth = quarta
    .description = Uma quarta
option-fourth_title = título_quarta
    .description = Parte de um título ou artista; escolha da lista
option-found = encontrar
    .description = Se membros com um gosto como o seu podem encontrar você
option-genre = gênero
    .description = Um gênero; escolha um da lista
option-key = tom
    .description = Um tom, como 8A ou F#m; escolha um da lista
option-member = membro
    .description = Um membro que quer ser encontrado
option-period = período
    .description = Até quando voltar; um mês se você não disser
option-poster = membro
    .description = O membro que a postou
option-second = segunda
    .description = Outra
option-second_title = título_segunda
    .description = Parte de um título ou artista; escolha da lista
option-song = música
    .description = Uma das suas músicas; a moderação pode remover qualquer uma
option-source = fonte
    .description = De onde as músicas podem vir; das duas se você não disser
option-compare-second = segunda
    .description = Outra música
option-start = início
    .description = A música em que começa
option-start_title = título_início
    .description = Parte de um título ou artista; escolha da lista
option-tag = palavra
    .description = Uma palavra que combina com as músicas, como jazz ou triste; escolha uma da lista
option-tempo = andamento
    .description = Batidas por minuto, como 120-128, ou como 124 com quatro por cento de margem
option-third = terceira
    .description = Uma terceira
option-third_title = título_terceira
    .description = Parte de um título ou artista; escolha da lista
option-title = título
    .description = Parte de um título ou artista; escolha da lista
option-url = url
    .description = Um link direto para um arquivo de áudio
option-words = palavras
    .description = Palavras de um título ou artista; todas as músicas se você não disser
choice-both = O acervo e este servidor
choice-archive = O acervo
choice-server = Este servidor

choice-week = Os últimos sete dias
choice-month = Os últimos trinta dias
choice-ever = Desde sempre
choice-m3u = M3U, para players
choice-jspf = JSPF, para programas de playlists
choice-csv = CSV, para planilhas

## Words for tags

tag-hip-hop = hip-hop
tag-house = house
tag-progressive-rock = rock progressivo
tag-alternative = alternativo
tag-alternative-rock = rock alternativo
tag-ambient = ambient
tag-blues = blues
tag-classic-rock = rock clássico
tag-country = country
tag-dance = dance
tag-electro = electro
tag-electronic = eletrônico
tag-electronica = electronica
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
tag-chill = relaxante
tag-chillout = relaxante
tag-happy = alegre
tag-party = festa
tag-sad = triste
tag-sexy = sexy
tag-00s = anos 2000
tag-60s = anos 60
tag-70s = anos 70
tag-80s = anos 80
tag-90s = anos 90
tag-oldies = sucessos antigos
tag-female-vocalist = voz feminina
tag-female-vocalists = voz feminina
tag-male-vocalists = voz masculina
tag-acoustic = acústico
tag-guitar = guitarra
tag-instrumental = instrumental
tag-catchy = contagiante
tag-easy-listening = easy listening

## Nomes dos gêneros

genre-name-ambient = Ambient
genre-name-blues = Blues
genre-name-classical = Clássica
genre-name-country = Country
genre-name-disco = Disco
genre-name-electronic = Eletrônica
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
genre-name-soul-r-b = Soul e R&B
genre-name-soundtrack = Trilha sonora
