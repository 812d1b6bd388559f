### The English source of every catalogue. Variables: what stands in $… comes from the code; strangers' words in it are
### safe to show. Keep variables, mark-up (**bold**, -# small print, ### heading) and links; translate all else freely.

## A heard song

# The one headline of a reply; $percent comes with its sign.
headline-sure = { $genre } { $percent }
headline-between = Between { $first } and { $second }
headline-unsure = Not sure: perhaps { $genre } { $percent }
tempo = { $bpm } BPM
# $tonic: C, C#, D and so on; $camelot: the code that DJs mix by, as in 8A.
musical-key =
    { $tonic } { $mode ->
        [major] major
       *[other] minor
    } ({ $camelot })
own-genres = **{ $genre }** among the genres of your own:
heard-part = { $genre } at { $times }
heard-parts = -# Heard { $parts }.
very-short = -# That is a very short clip, so take this lightly.
sounds-like = **Sounds like**
archive-has-little = -# Closest in sound: the archive has little { $genre }.
played-with = **People who play this also play**
played-of-genre = **Much played: { $genre }**
played-song = { $place }. { $link } · { $artist }
sounds-like-free = **Sounds like it** (free to play)
by-artist = by { $artist }
recommendation = { $place }. { $link } · { $artist } · { $genre } · { $similarity } alike
untagged-recommendation = { $place }. { $link } · { $genre } · { $similarity } alike
track = { $place }. { $link } · { $artist } · { $genre }
untagged-track = { $place }. { $link } · { $genre }
nothing-alike = I know no song that sounds like it.
no-more = I know no more songs that sound like it.
# $archive: yes where songs of the Free Music Archive are shown.
took = -# { $archive ->
        [yes] Heard in { $seconds } s. Similar songs are from the [Free Music Archive](https://freemusicarchive.org).
       *[no] Heard in { $seconds } s.
    }
archive = -# Songs are from the [Free Music Archive](https://freemusicarchive.org).
left-out = -# { $limit ->
        [one] I listen to one song a message, so these had to wait: { $names }
       *[other] I listen to { $limit } songs a message, so these had to wait: { $names }
    }
this-song = this song
posted-before = -# [Posted here before]({ $link }), { $when }.
sounds-like-here = **In this server**
not-music-speech = That sounds like speech rather than music, so I name no genre.
not-music-noise = That sounds like noise rather than music, so I name no genre.
# Why a song is recommended, in small print under it.
reason-close = close in { $aspects }
reason-corner = same corner of { $genre }
reason-tempo = both near { $bpm } BPM
reason-key = both in { $musical_key }
aspect-rhythm = rhythm
aspect-brightness = brightness
aspect-colour = tone colour
aspect-dynamics = dynamics
compact-title = **{ $title }**
compact-title-artist = **{ $title }** by { $artist }
compact-song = { $song }: { $headline }
compact-alike = -# Sounds like { $songs }
thread-name = Songs like { $title }
# Between the words of a list that has no "and": titles, names, tags.
series-separator = { ", " }

## Lists of songs

genre-heading = { $genre }, from the archive
genre-songs-heading = Songs of the genre { $genre }
library-heading = This server's library
library-search-heading = “{ $words }” in this server's library
song-heading = Songs like { $title }
surprise-heading = Unlike { $title } in genre, like it in sound
blend-heading = Between { $titles }
path-heading = From { $start } to { $end }
mix-heading = { $number } of your songs in an order for mixing
mine-heading =
    { $number ->
        [one] Like the song that you posted or saved
       *[other] Like the { $number } songs that you posted and saved
    }
not-shown =
    { $number ->
        [one] -# One more is in the file; the option `{ option-export }` brings it.
       *[other] -# { $number } more are in the file; the option `{ option-export }` brings it.
    }
history-mine-heading = Songs you had heard
history-server-heading = Songs posted here
saved-heading = Songs you saved
empty-list = Nothing yet.
library-removed = { $title } is out of the library.

## Buttons and selects

button-more = More like this
button-back = Back
button-next = Next
button-right = Right
button-wrong = Wrong
button-save = Save
button-open = Open on…
open-hint = Another song of the list
open-heading = Open on…: { $title }
button-delete = Delete
button-erase = Delete everything about me
button-undo = Undo the last change
button-enter = Enter a value
genre-hint = Pick a genre
remove-hint = Remove a song
setting-hint = Change a setting

saved-note = Saved. `/{ command-saved }` shows your list.
saved-before = That song is on your list already. `/{ command-saved }` shows it.
which-genre = Which genre is it?
thanks = Thank you. Noted: { $genre }.

## Charts and comparisons

charts-heading =
    { $period ->
        [week] Charts of the last seven days
        [month] Charts of the last thirty days
       *[ever] Charts of all time
    }
charts-songs = Songs liked most
charts-genres = Genres
charts-posted = Songs posted
charts-likes = Likes
# $number: how many members like a song.
likes =
    { $number ->
        [one] liked by 1 member
       *[other] liked by { $number } members
    }
charts-no-likes = -# Nobody counts here what is liked. Admins can change that with `/{ command-settings }`.
charts-nothing-liked = Nothing was liked yet. Reactions on a song and *{ button-save }* count, except one's own.
posters-heading =
    { $period ->
        [week] Who posted most in the last seven days
        [month] Who posted most in the last thirty days
       *[ever] Who posted most of all time
    }
poster =
    { $songs ->
        [one] { $place }. { $who }: 1 song
       *[other] { $place }. { $who }: { $songs } songs
    }
poster-liked =
    { $songs ->
        [one] { $place }. { $who }: 1 song, { $likes } { $likes ->
            [one] like
           *[other] likes
        }
       *[other] { $place }. { $who }: { $songs } songs, { $likes } { $likes ->
            [one] like
           *[other] likes
        }
    }
charts-tags = In people's words
# Songs picked by a tag: what stands above the list, and the tag.
heading-with-tag = { $heading }: { $tag }
## What I post by myself

digest-heading = The sounds of this server, { $days }
digest-totals =
    { $songs ->
        [one] 1 song
       *[other] { $songs } songs
    } by { $members ->
        [one] 1 member
       *[other] { $members } members
    }.
# Behind a genre that was not posted in the week or month before.
digest-new = new
digest-explorers = New ground
digest-explorer = { $who } posted { $genres } for the first time.
digest-quiet = Nobody has liked these yet
digest-next = -# The next one comes { $when } in { $channel }.
digest-off = -# It is not posted: choose how often and a channel with `/{ command-settings }`.
digest-empty = No song was posted since the last digest, where everybody can see it.
daily-heading = Song of the day, { $day }
daily-posted = -# Posted by { $who }, { $when }.
taste-heading = Members with a taste like yours
# $genres: the genres that both post.
taste-match = **{ $who }**: { $alike } alike, in { $genres }
taste-nobody = I found nobody. I look only among members who want to be found.
taste-join = -# Nobody finds you yet: `/{ command-privacy } { command-privacy-taste }` changes that.
taste-blend-heading = Between you and { $who }, { $alike } alike
compare-heading = { $first } and { $second }
compare-shared = **{ $share }** of their genre profiles is shared. Closeness in sound: **{ $nearness }** (1 is the same, 0 unrelated).
compare-difference = The first is more { $more } (by { $more_by }), the second more { $less } (by { $less_by }).
# What differs in sound; $place is 1 for the first song and 2 for the second.
differs-rhythm =
    { $place ->
        [1] The first has the stronger rhythm.
       *[other] The second has the stronger rhythm.
    }
differs-brightness =
    { $place ->
        [1] The first is brighter.
       *[other] The second is brighter.
    }
differs-dynamics =
    { $place ->
        [1] The first changes more between loud and quiet.
       *[other] The second changes more between loud and quiet.
    }
differs-little = In rhythm, brightness and loudness they are much alike.

## What the cards say; keep it short

card-others = { $number } others
card-this-song = this song
card-alike = sounds like it
card-unsure = not sure
card-similarity = alike
card-nothing = nothing yet
alt-song = Card of { $title }.
alt-song-artist = Card of { $title } by { $artist }.
alt-genres = Genres: { $genres }.
alt-heard = Heard: { $parts }.
alt-tags = Words for it, from part to part: { $tags }.
alt-map = A map shows the song beside the catalogue's songs that sound like it.
alt-charts = { $title }, { $subtitle }. { $first_heading }: { $first }. { $second_heading }: { $second }.
alt-compare = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }.
alt-compare-differences = { $similarity } { $label }. { $first }: { $first_genres }. { $second }: { $second_genres }. { $differences }.
alt-history = { $title }: { $songs }.

## Errors of people and of Discord

unexpected = Something went wrong on my side. It has been written down for the people who run me.
cooldown = That was a lot in one hour. Please come back { $when }.
missing-role = Only members with one of these roles may use that here: { $roles }.
not-allowed = You are not allowed to use that here.
bot-not-allowed = I am not allowed to do that here. A moderator can give me the permission.
bad-option = I do not understand that option.
failed = **{ $name }**
    { $sentence }

waiting =
    { $position ->
        [0] I am listening to your song now.
        [1] Your song is next in line.
       *[other] Your song is number { $position } in line.
    }
error-user = I cannot do that.
error-nothing-given = Give me a song: attach a `{ option-file }` or paste a `{ option-url }`.
error-both-given = Give me either a `{ option-file }` or a `{ option-url }`, not both.
error-no-song-in-message = I see no song in that message: no audio file, no video and no direct link to one.
error-voice-message = That is a voice message. Those are private speech, so I leave them alone.
error-unknown-title = I know no song by that name. Type a few letters and pick one from the list.
error-no-songs-of-genre = I know no songs of that genre yet: the archive has hardly any, and nobody posted one here.
error-unknown-genre = I do not know that genre. Pick one from the list.
error-unknown-tag = I know no song that sounds like that word. Pick one from the list.
error-unknown-key = I do not know that key. Pick one from the list, or type one like 8A or F# minor.
error-unknown-tempo = I do not know that tempo. Type beats per minute from 30 to 300, as 124 or 120-128.
error-attachment-gone = Discord no longer has that file. Please post it again.
error-attachment-unreachable = Discord did not hand me that file. Please try again in a moment.
error-pages-off = Links to that site are not switched on here. Attach the file, or paste a direct link to one.
error-closing = I am being restarted. Please try again in a minute.
error-restarted = I was restarted before I could answer this. Please post it again.
restarted-command = I was restarted before I could answer this. Please use the command again.
error-forgotten-song = I no longer remember that song. Please post it again.
error-not-yours = Only the person who asked for this reply, or a moderator, can do that.
error-only-in-servers = That works in servers only.
error-messages-closed = I cannot send you a private message. Please allow them from members of this server and try again.
error-not-admin = Only people who may manage this server can change its settings.
error-no-library = This server keeps no library. Its admins can switch it on with `/{ command-settings }`.
error-no-leaderboard = The admins of this server want no leaderboard.
error-taste-off = Tastes are not compared here. Admins can switch that on with `/{ command-settings }`.
error-not-findable = I can compare you only with members who want to be found and have posted songs here.
error-not-in-library = I find no such song of yours in this server's library.
error-too-few-songs = I need at least two songs for that: attach files, or pick titles from the lists.
error-both-ways = Give me a file or a title for each song, not both.
error-forgotten-list = I no longer have that list. Please ask for it again.
error-no-taste = I know no song of yours yet. Post a few, or save some with the button under a reply.
error-no-tempo = I know no two songs of yours with a beat. Post a few, or save some with the button under a reply.

## Errors of files, links and listening

error-analysis = I could not make sense of that file.
error-not-audio = That file is not audio I can read.
error-no-audio-stream = That file has no sound in it.
error-broken-audio = That file is damaged: I could not hear even a second of it.
error-too-short = That is shorter than a second, too short to judge.
error-silent = I heard only silence in that file.
error-too-long = That file is too long for me.
error-encrypted = That file is copy-protected, so I cannot listen to it.
error-unsupported-audio = That file's audio format is outside what I can read.
error-costly-audio = That file holds far more than a song, so reading it would take too long.

error-fetch = I could not fetch that file.
error-bad-url = That is not a web link I can use.
error-refused-address = I only fetch from public web addresses, and that is not one.
error-unreachable = I could not reach the site behind that link.
error-fetch-timeout = The site behind that link took too long to send the file.
error-http-status = The site behind that link did not give me the file.
error-too-many-redirects = That link sends me from place to place without end.
error-too-large = That file is too large for me.
error-not-audio-file = That file is not audio I can read.
error-other-file =
    That is { $kind ->
        [a-ZIP-archive] a ZIP archive
        [a-gzip-archive] a gzip archive
        [a-bzip2-archive] a bzip2 archive
        [an-xz-archive] an xz archive
        [a-Zstandard-archive] a Zstandard archive
        [an-LZ4-archive] an LZ4 archive
        [a-RAR-archive] a RAR archive
        [a-7-Zip-archive] a 7-Zip archive
        [a-tar-archive] a tar archive
        [a-cabinet-archive] a cabinet archive
        [an-ar-archive] an ar archive
        [a-PDF-document] a PDF document
        [a-PostScript-document] a PostScript document
        [an-Office-document] an Office document
        [a-PNG-picture] a PNG picture
        [a-JPEG-picture] a JPEG picture
        [a-GIF-picture] a GIF picture
        [a-TIFF-picture] a TIFF picture
        [a-WebP-picture] a WebP picture
        [an-AVIF-picture] an AVIF picture
        [a-HEIC-picture] a HEIC picture
        [a-program] a program
        [a-WebAssembly-program] a WebAssembly program
        [a-database] a database
        [a-MIDI-file-which-holds-notes-and-no-sound] a MIDI file, which holds notes and no sound
        [a-font] a font
        [a-playlist] a playlist
        [an-SVG-picture] an SVG picture
        [a-web-page] a web page
        [an-XML-document] an XML document
        [a-session-description] a session description
       *[a-text-file] a text file
    }, not audio I can read.
error-other-scheme = I can only use links that start with http:// or https://.
error-credentials-in-url = I do not use links with a user name or password in them.
error-long-url = That link is too long for me.
error-refused-port = I only fetch from the usual web ports, 80 and 443.
error-empty-file = That file is empty.
error-page-refused = That site would not give me the song. Try attaching the file instead.
error-page-too-long = That is a live stream or too long for me.
error-storage-full = I have no room for that file right now. Please try again later.

error-worker = Something went wrong while I listened to that file.
error-busy = I have too many songs waiting right now. Please try again in a few minutes.
error-member-busy = You already have as many songs waiting as one person may. Please wait for those first.
error-server-busy = This server already has as many songs waiting as one server may. Please try again in a few minutes.
error-crashed = My listener crashed on that file. Other songs are not affected.
error-deadline = Listening to that file took too long, so I stopped.
error-repeated-crash = That file has brought my listener down before, so I leave it alone.
error-unavailable = I cannot listen to anything right now. Please try again later.

## A server's settings

settings-heading = How I behave in this server
setting-line = **{ $label }**: { $value }
setting-changed = -# Changed: { $label }
setting-undone = -# Taken back: { $label }
nothing-to-undo = -# There is nothing to undo.
last-change = -# Last change: { $label }, by { $who }, { $when }
no-channels = none chosen
settings-answers = **Answers to posted songs**
settings-offers = **What I offer**
settings-own-posts = **What I post by myself**
settings-limits = **Who may use what**
per-hour = { $number } an hour
no-roles = everyone
no-hours = never
# What may be typed, said to somebody who typed something else.
type-number = -# I need a whole number from { $least } to { $most }.
type-hours = -# I need two times of the day, like 22:00-07:00, or nothing at all.
type-time = -# I need a time of the day, like 18:00.
type-zone = -# I do not know that time zone. Name a city, like Europe/Berlin or America/New_York.
type-order = -# Name some of these, between commas: { $names }.

setting-links = Links to pages with songs
    .description = Whose pages I may ask for a song, of those that the people who run me switched on.
    .youtube = YouTube
    .youtube-description = Songs behind links to YouTube.
    .soundcloud = SoundCloud
    .soundcloud-description = Songs behind links to SoundCloud.
    .bandcamp = Bandcamp
    .bandcamp-description = Songs behind links to Bandcamp.
    .archive = Internet Archive
    .archive-description = Songs behind links to Internet Archive.
    .others = Others
    .others-description = What else the people who run me switched on.
no-links = none
setting-posts = Where posted songs are answered
    .description = Commands and the context menu work everywhere, whatever you choose.
    .all = In every channel
    .all-description = Wherever I can read and write.
    .list = In chosen channels only
    .list-description = Choose them under Channels.
    .none = Nowhere
    .none-description = I answer commands and the context menu only.
setting-channels = Channels
    .description = Where posts are answered, if only chosen channels are.
setting-style = How replies look
    .description = How much I write under a posted song.
    .full = Full
    .full-description = Genre with bars, five similar songs, buttons.
    .compact = Compact
    .compact-description = A line for the genre, a line for three similar songs.
    .reaction = Reaction only
    .reaction-description = I react to the post; the context menu shows the rest.
setting-place = Where replies go
    .description = Under the post, or into a thread of its own.
    .reply = Under the post
    .reply-description = A reply in the channel.
    .thread = Into a thread
    .thread-description = A thread at the post, where I may open one.
setting-language = Language of replies
    .description = What I write under posted songs; who presses a button reads their own language.
    .auto = The server's language
    .auto-description = As set in the server's own settings on Discord.
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
setting-library = The server's library
    .description = Posted songs can be found and recommended in this server, by whoever sees the post.
    .off = No library
    .off-description = Nothing that is posted is recommended to anybody.
    .on = Keep a library
    .on-description = Songs posted from now on can be found here, and only here.
setting-reactions = Likes
    .description = Whether reactions and Save on posted songs count, for charts and digests.
    .off = Do not count
    .off-description = Nobody's reactions are kept.
    .on = Count
    .on-description = Reactions of members on other members' songs; not of those who opted out.
setting-posters = Leaderboard
    .description = Whether the charts show who posts most.
    .off = None
    .off-description = Nobody is ranked.
    .on = Show
    .on-description = Who posted most, and whose songs were liked.
setting-taste = Tastes
    .description = Whether members who want to be found are found by their taste.
    .off = Do not compare
    .off-description = Nobody is found by their taste.
    .on = Compare
    .on-description = Only members who chose it with the privacy command.
setting-listenbrainz = ListenBrainz
    .description = What people play who play a song. Titles, artists and genres go to ListenBrainz, never audio.
    .off = Do not ask
    .off-description = Nothing about songs leaves for ListenBrainz.
    .on = Ask
    .on-description = Only where the people who run me switched it on too.
setting-explicit = Explicit names
    .description = Songs with slurs or explicit words in their names, outside age-restricted channels.
    .hide = Leave out
    .hide-description = They are not recommended.
    .show = Show
    .show-description = They are recommended like others.
setting-digest = Digest
    .description = The sounds of this server: genres, songs liked most, who found new ground.
    .off = None
    .off-description = I post no digest.
    .weekly = Every week
    .weekly-description = On the chosen day, about the week before.
    .monthly = Every month
    .monthly-description = On the first chosen day of a month, about the time since the one before.
setting-digestday = Day of the digest
    .description = On which day of the week it comes.
    .monday = Monday
    .monday-description = It comes on a Monday.
    .tuesday = Tuesday
    .tuesday-description = It comes on a Tuesday.
    .wednesday = Wednesday
    .wednesday-description = It comes on a Wednesday.
    .thursday = Thursday
    .thursday-description = It comes on a Thursday.
    .friday = Friday
    .friday-description = It comes on a Friday.
    .saturday = Saturday
    .saturday-description = It comes on a Saturday.
    .sunday = Sunday
    .sunday-description = It comes on a Sunday.
setting-dailysong = Song of the day
    .description = One song a day, none twice within three months.
    .off = None
    .off-description = I post no song by myself.
    .server = From this server's library
    .server-description = Songs that everybody here may see; the library must be kept.
    .archive = From the archive
    .archive-description = In a genre that is posted much here.
setting-postchannel = Channel for my posts
    .description = Where digest and song of the day come; none chosen: nowhere.
setting-posttime = Time of my posts
    .description = When digest and song of the day come, as in 18:00, in the server's time zone.
setting-services = Sites to open songs on
    .description = Which search links stand under Open on…, in this order, between commas.
setting-quiet = Quiet hours
    .description = Posts are left alone then, as in 22:00-07:00; commands go on. Empty: never.
setting-zone = Time zone
    .description = Of the quiet hours and of my own posts, as in Europe/Berlin.
setting-postroles = Whose posts are answered
    .description = Those of members with one of these roles; none chosen: everybody's.
setting-commandroles = Who may use commands
    .description = Members with one of these roles. Privacy, help and settings stay open.
setting-postlimit = Posts per member
    .description = How many posts with songs of one member I answer in an hour.
setting-commandlimit = Commands per member
    .description = How many commands one member may use in an hour.
# Said in the language that was chosen.
language-preview = -# This is how I write under posted songs from now on.

## Privacy

answers-on = I answer the songs that you post. `/{ command-privacy } { command-privacy-posts } { option-answers }: False` changes that.
answers-off = I leave the songs that you post alone. `/{ command-privacy } { command-privacy-posts } { option-answers }: True` changes that.
findable-on = Members with a taste like yours can find you, where admins switched that on. `/{ command-privacy } { command-privacy-taste } { option-found }: False` changes that.
findable-off = Nobody finds you by your taste. `/{ command-privacy } { command-privacy-taste } { option-found }: True` changes that.
exported = I sent you a private message with everything that I keep about you.
exported-here = I cannot send you a private message, so here is everything that I keep about you. Nobody else sees this answer.
erase-question = This deletes your history, your saved songs, your corrections and your choices, and every song that nobody else showed me. It cannot be undone.
erased = Done. I keep nothing about you any more.
privacy =
    ### What I keep about you
    - Which of your messages I answered, so that each gets one answer: { $posts }
    - Which songs you had heard and where, for `/{ command-history }`: { $hearings }
    - Songs that you saved: { $saved }
    - Your reactions on songs, where a server's admins have likes counted: { $reactions }
    - What you said about genres, to measure and improve the models: { $feedback }
    - Lists that you asked for, for thirty days, so that their pages can be turned: { $lists }
    - Settings of servers that you changed, so that the change can be taken back: { $changes }
    { $answers }
    { $findable }

    ### What I keep about songs
    A song's hash, its title and artist as its file says, what was heard, and small pictures of its sound, so that nobody waits twice. The audio itself is deleted as soon as the answer is sent. What other people write is not kept.

    Where admins keep a library, songs posted in their server can be found and recommended there, by those who can see the post. A post that is deleted leaves the library.

    What I keep of a server goes thirty days after it removed me.

    `/{ command-privacy } { command-privacy-export }` sends you all of it, `/{ command-privacy } { command-privacy-delete }` deletes it.

page-privacy = Privacy policy
page-terms = Terms of use
page-source = Source code
contact = Who runs me: { $contact }
terms =
    ### Terms of use
    - I measure sounds and guess genres, and am often wrong. Nothing I say is a promise, or a judgement on people, their work or their rights.
    - Show me only what you may show here: you answer for what you post and link.
    - Do not try to break me, to get round my limits, or to reach through me what is not yours. Whoever runs me may shut out those who do.
    - The songs that I recommend belong to their artists, and each keeps its licence. What you make of a song is between you and them.
    - I come as I am, free of charge. I may be changed or switched off at any time, and nobody owes damages for what I get wrong, as far as the law allows that.
    - Discord's own terms hold as well. `/{ command-privacy } { command-privacy-show }` says what I keep about you.

## About and help

# $archive: yes where the catalogue holds songs of the Free Music Archive.
about =
    ### Cratedigger { $version }
    I listen to songs that people post, say what genre they sound like, and find songs that sound alike.

    - **Models** { $model }: a convolutional network and a LightGBM vote, joined and calibrated; the words that a song is described by count too. They know these genres: { $genres }. { $archive ->
        [yes] They were trained on short excerpts of the Free Music Archive, are often unsure, and say so.
       *[no] They are often unsure, and say so.
    }
    - { $figures }
    - **Catalogue**: { $archive ->
        [yes] { $songs } songs of the [Free Music Archive](https://freemusicarchive.org). Each keeps the licence that its artist chose; the metadata is CC BY 4.0 (FMA data set, Defferrard and others, ISMIR 2017).
       *[no] { $songs } songs.
    }
    - **Licences**: the code is free software under the MIT licence.
    - **How similar**: the measured chance that two songs this close share a genre.
    - { $agreement }
    - { $content }
    - { $protections }

    Songs are decoded in separate, locked-down processes, and audio is never kept. `/{ command-privacy } { command-privacy-show }` says what is.
about-figures = **How good they are**, measured on { $tracks } songs by artists whom they never heard, without words: the genre is right for { $joined } (the network alone { $network }, the vote alone { $trees }, guessing { $chance }). Where the answer says that it is sure, for { $sure } of the songs, it is right for { $right }. Of the songs that I recommend, { $alike } share the genre. Music unlike what they were trained on fares worse.
about-no-figures = **How good they are** was not measured for these very models.
protections = **Around every song's file**: { $names }.
protections-missing = Not offered by this system: { $names }.
protections-unknown = **Around every song's file**: the first worker is still starting.
protection-environment = no tokens or settings
protection-network = no network
protection-files = no other files
protection-system-calls = few system calls
protection-privileges = no privileges
protection-memory = bounded memory
protection-processor-time = bounded processor time
protection-threads = bounded threads
protection-parent-death = no life beyond mine
agreement = **Members agreed** with { $right } of { $given } answers that they judged.
no-agreement = **Members** have not judged any answer yet: the buttons *{ button-right }* and *{ button-wrong }* do that.
reads-posts = **Posted songs** are answered without a command.
reads-no-posts = **Posted songs** are answered where I am mentioned and in private; use the commands elsewhere.

mention-help = Post a song and mention me, or right-click or hold a message with one, then *Apps*, *{ menu-find-genre-and-similar-songs }*: I say its genre and find songs like it. `/{ command-help }` says more.
mention-unseen = Discord does not show me the message that you reply to. Right-click or hold it, then *Apps*, *{ menu-find-genre-and-similar-songs }*.
help =
    ### How to use me
    - **Post a song**: an audio file, a video with sound, or a direct link to one. I reply with its genre and songs like it.
    - **Right-click or hold a message**, then *Apps*, *{ menu-find-genre-and-similar-songs }*.
    - `/{ command-classify } { option-file }:` or `/{ command-classify } { option-url }:` hears one song.
    - `/{ command-recommend } { command-recommend-like } { option-title }: moonlight` finds songs like one of the archive.
    - `/{ command-recommend } { command-recommend-genre } { option-genre }: Folk` draws songs of a genre.
    - `/{ command-recommend } { command-recommend-song } { option-file }:` finds ten songs like yours; `{ command-recommend-surprise }` finds them in other genres.
    - `/{ command-recommend } { command-recommend-blend }`, `/{ command-recommend } { command-recommend-path }` and `/{ command-recommend } { command-recommend-mine }` look between songs, walk from one to another, and go by what you posted and saved. `{ option-export }:` brings any list as a file.
    - `/{ command-history } { command-history-mine }`, `/{ command-history } { command-history-server }` and `/{ command-saved }` list songs of before.
    - `/{ command-library } { command-library-search }` lists the songs that were posted here, where admins keep a library.
    - `/{ command-privacy } { command-privacy-show }` says what I keep, and how to get or delete it.
    - `/{ command-charts } { command-charts-songs }` counts what was posted here, `/{ command-compare }` sets two songs side by side.
    - `/{ command-taste } { command-taste-matches }` finds members with a taste like yours, where admins and members want that.
    - `/{ command-settings }` lets admins choose where and how I answer.
    - `/{ command-digest } { command-digest-preview }` shows admins the digest of this server, which they switch on there.
    - `/{ command-about }` says which models answer and how good they are.

    The buttons under a reply: *{ button-more }*, *{ button-right }* or *{ button-wrong }* about the genre, *{ button-save }*, and *{ button-delete }* for whoever asked.

## Commands: a name is lower-case, without spaces, of at most 32 characters; a description has at most 100.
## English stands here as it stands in the code; a test holds them together.

command-about = about
    .description = Say what this bot is, which models answer, and how often members agreed.
command-charts = charts
    .description = What is liked and posted most in this server.
command-charts-posters = posters
    .description = Show who posted most in this server, where its admins want that.
command-charts-songs = songs
    .description = Show which songs were liked most in this server, and which genres posted most.
command-classify = classify
    .description = Name a song's genre and find songs that sound like it.
command-compare = compare
    .description = Compare two songs: their genres side by side, and how near they are.
command-digest = digest
    .description = The sounds of this server, week by week or month by month.
command-digest-preview = preview
    .description = Show the digest as it would be now, to you alone, and when it is posted.
command-help = help
    .description = Show how to use this bot, with examples.
command-history = history
    .description = Songs that were heard before.
command-history-mine = mine
    .description = List the songs that you had heard.
command-history-server = server
    .description = List the songs that were posted in this server, in channels that you can see.
command-library = library
    .description = The songs posted in this server, where its admins let me keep them.
command-library-remove = remove
    .description = Take a song out of this server's library.
command-library-search = search
    .description = Find songs of this server's library, by words, genre, tempo, key and poster.
command-privacy = privacy
    .description = What I keep about you, and your say in it.
command-privacy-delete = delete
    .description = Delete everything that is kept about you, after you confirmed it.
command-privacy-export = export
    .description = Send you everything that is kept about you, as a file in a private message.
command-privacy-posts = posts
    .description = Choose whether the songs that you post are answered.
command-privacy-show = show
    .description = Say what is kept about you and why.
command-privacy-taste = taste
    .description = Choose whether others find you by your taste; nobody does until you say so.
command-privacy-terms = terms
    .description = Show the terms of use, and where they and the privacy policy stand on the web.
command-recommend = recommend
    .description = Finds songs.
command-recommend-blend = blend
    .description = Find songs that lie between two, three or four others.
command-recommend-genre = genre
    .description = Find songs of a genre.
command-recommend-like = like
    .description = Find songs that sound like one of the archive or of this server's library.
command-recommend-mine = mine
    .description = Find songs like those that you posted and saved.
command-recommend-mix = mix
    .description = Order the songs that you posted and saved for mixing, by tempo and key.
command-recommend-path = path
    .description = Make a playlist that walks from one song to another.
command-recommend-song = song
    .description = Find songs that sound like yours.
command-recommend-surprise = surprise
    .description = Find songs near one in sound and far from it in genre.
command-saved = saved
    .description = List the songs that you saved.
command-settings = settings
    .description = Choose where and how posted songs are answered in this server.
command-taste = taste
    .description = Whose taste is like yours, of members who want to be found.
command-taste-blend = blend
    .description = Find songs that lie between your taste and a member's.
command-taste-matches = matches
    .description = Show members whose songs are like yours, with songs of theirs that you have not posted.
menu-find-genre-and-similar-songs = Find genre and similar songs

option-answers = answers
    .description = Whether I answer the songs that you post
option-count = count
    .description = How many songs, 1 to 25; 10 if you leave it out
option-end = end
    .description = The song to end at
option-end_title = end_title
    .description = Part of a title or an artist; pick one from the list
option-export = export
    .description = Take the list away as a file for a player or a spreadsheet
option-file = file
    .description = An audio file, or a video with sound
option-first = first
    .description = A song
option-first_title = first_title
    .description = Part of a title or an artist; pick one from the list
option-fourth = fourth
    .description = A fourth
option-fourth_title = fourth_title
    .description = Part of a title or an artist; pick one from the list
option-found = found
    .description = Whether members with a taste like yours may find you
option-genre = genre
    .description = A genre; pick one from the list
option-key = key
    .description = A musical key, such as 8A or F# minor; pick one from the list
option-member = member
    .description = A member who wants to be found
option-period = period
    .description = How far back; a month if you leave it out
option-poster = poster
    .description = The member who posted it
option-second = second
    .description = Another
option-second_title = second_title
    .description = Part of a title or an artist; pick one from the list
option-song = song
    .description = One of your songs; moderators may remove any
option-source = source
    .description = Where songs may come from; from both if you leave it out
option-compare-second = second
    .description = Another song
option-start = start
    .description = The song to start from
option-start_title = start_title
    .description = Part of a title or an artist; pick one from the list
option-tag = tag
    .description = A word that fits the songs, such as jazz or sad; pick one from the list
option-tempo = tempo
    .description = Beats per minute, as 120-128, or as 124 with four percent around it
option-third = third
    .description = A third
option-third_title = third_title
    .description = Part of a title or an artist; pick one from the list
option-title = title
    .description = Part of a title or an artist; pick one from the list
option-url = url
    .description = A direct link to an audio file
option-words = words
    .description = Words of a title or an artist; all songs if you leave it out

choice-both = The archive and this server
choice-archive = The archive
choice-server = This server
choice-week = The last seven days
choice-month = The last thirty days
choice-ever = All time
choice-m3u = M3U, for players
choice-jspf = JSPF, for playlist tools
choice-csv = CSV, for spreadsheets

## Words for tags

tag-hip-hop = hip-hop
tag-house = house
tag-progressive-rock = progressive rock
tag-alternative = alternative
tag-alternative-rock = alternative rock
tag-ambient = ambient
tag-blues = blues
tag-classic-rock = classic rock
tag-country = country
tag-dance = dance
tag-electro = electro
tag-electronic = electronic
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
tag-mellow = mellow
tag-beautiful = beautiful
tag-chill = chill
tag-chillout = chill
tag-happy = happy
tag-party = party
tag-sad = sad
tag-sexy = sexy
tag-00s = 2000s
tag-60s = 60s
tag-70s = 70s
tag-80s = 80s
tag-90s = 90s
tag-oldies = oldies
tag-female-vocalist = female vocals
tag-female-vocalists = female vocals
tag-male-vocalists = male vocals
tag-acoustic = acoustic
tag-guitar = guitar
tag-instrumental = instrumental
tag-catchy = catchy
tag-easy-listening = easy listening

## Words for genres

genre-name-ambient = Ambient
genre-name-blues = Blues
genre-name-classical = Classical
genre-name-country = Country
genre-name-disco = Disco
genre-name-electronic = Electronic
genre-name-experimental = Experimental
genre-name-folk = Folk
genre-name-funk = Funk
genre-name-hip-hop = Hip-Hop
genre-name-instrumental = Instrumental
genre-name-international = World music
genre-name-jazz = Jazz
genre-name-metal = Metal
genre-name-pop = Pop
genre-name-punk = Punk
genre-name-reggae = Reggae
genre-name-rock = Rock
genre-name-soul = Soul
genre-name-soul-r-b = Soul and R&B
genre-name-soundtrack = Soundtrack
