"""The words of the replies. Nothing here comes from a user; what is filled in was made safe before."""

NOT_SURE = "**Not sure.** The closest I can get:"
SURE = "**{genre}**"
LED_BY_TAG = "**Sounds like {tag}.** Among the archive's genres I am not sure; the closest:"
TAGS = "In other words: {tags}"
PARTS = "-# Heard {parts}."
VERY_SHORT = "-# That is a very short clip, so take this lightly."
SOUNDS_LIKE = "**Sounds like**"
BY_ARTIST = "by {artist}"
RECOMMENDATION = "{place}. {link} · {artist} · {genre} · {similarity} alike"
TRACK = "{place}. {link} · {artist} · {genre}"
NOTHING_ALIKE = "I know no song that sounds like it."
TOOK = "-# Heard in {seconds:.1f} s. Similar songs are from the [Free Music Archive](https://freemusicarchive.org)."
ARCHIVE = "-# Songs are from the [Free Music Archive](https://freemusicarchive.org)."
LEFT_OUT = "-# I listen to {limit} songs a message, so these had to wait: {names}"
LIKE_HEADING = "### Songs like {title} by {artist}"
GENRE_HEADING = "### {genre}, from the archive"
SONG_HEADING = "### Songs like {title}"
SURPRISE_HEADING = "### Unlike {title} in genre, like it in sound"
BLEND_HEADING = "### Between {titles}"
PATH_HEADING = "### From {start} to {end}"
MINE_HEADING = "### Like the {number} songs that you posted and saved"
NOT_SHOWN = "-# {number} more are in the file; the option `export` brings it."
FAILED = "**{name}**\n{sentence}"

MORE = "More like this"
BACK = "Back"
NEXT = "Next"
RIGHT = "Right"
WRONG = "Wrong"
SAVE = "Save"
DELETE = "Delete"
UNTITLED = "Untitled"
SAVED = "Saved. `/saved` shows your list."
SAVED_BEFORE = "That song is on your list already. `/saved` shows it."
WHICH_GENRE = "Which genre is it?"
GENRE_HINT = "Pick a genre"
THANKS = "Thank you. Noted: {genre}."
HISTORY_MINE = "### Songs you had heard"
HISTORY_SERVER = "### Songs posted here"
SAVED_LIST = "### Songs you saved"
EMPTY_LIST = "Nothing yet."
REMOVE_HINT = "Remove a song"
CHARTS_HEADING = {
    "week": "### Charts of the last seven days",
    "month": "### Charts of the last thirty days",
    "ever": "### Charts of all time",
}
GENRES = "**Genres**"
POSTERS = "**Posters**"
COMPARE_HEADING = "### {first} and {second}"
SHARED = (
    "**{share}** of their genre profiles is shared. Closeness in sound: **{nearness}** (1 is the same, 0 unrelated)."
)
DIFFERENCE = "The first is more {more} (by {more_by}), the second more {less} (by {less_by})."
NO_MORE = "I know no more songs that sound like it."

UNEXPECTED = "Something went wrong on my side. It has been written down for the people who run me."
COOLDOWN = "That was a lot of requests. Please come back in {seconds} s."
NOT_ALLOWED = "You are not allowed to use that here."
BOT_NOT_ALLOWED = "I am not allowed to do that here. A moderator can give me the permission."
BAD_OPTION = "I do not understand that option."

SETTINGS_HEADING = "### How I behave in this server"
SETTING_HINT = "Change a setting"
SETTING_CHANGED = "-# Changed: {label}"
UNDO = "Undo the last change"
UNDONE = "-# Taken back: {label}"
NOTHING_TO_UNDO = "-# There is nothing to undo."
NO_CHANNELS = "none chosen"
COMPACT_SONG = "**{title}**{artist}: {genre} {probability}"
COMPACT_UNSURE = "**{title}**{artist}: not sure, perhaps {genre} {probability}"
COMPACT_ALIKE = "-# Sounds like {songs}"
THREAD_NAME = "Songs like {title}"
ANSWERS_ON = "I answer the songs that you post. `/privacy posts answers: False` changes that."
ANSWERS_OFF = "I leave the songs that you post alone. `/privacy posts answers: True` changes that."
EXPORTED = "I sent you a private message with everything that I keep about you."
ERASE = "Delete everything about me"
ERASE_QUESTION = (
    "This deletes your history, your saved songs, your corrections and your choices, and every song that nobody else "
    "showed me. It cannot be undone."
)
ERASED = "Done. I keep nothing about you any more."
PRIVACY = """### What I keep about you
- Which of your messages I answered, so that each gets one answer: {posts}
- Which songs you had heard and where, for `/history`: {hearings}
- Songs that you saved: {saved}
- What you said about genres, to measure and improve the models: {feedback}
{answers}

### What I keep about songs
A song's hash, its title and artist as its file says, what was heard, and small pictures of its sound, \
so that nobody waits twice. The audio itself is deleted as soon as the answer is sent. \
What other people write is not kept.

What I keep of a server goes thirty days after it removed me.

`/privacy export` sends you all of it, `/privacy delete` deletes it."""

ABOUT = """### Cratedigger {version}
I listen to songs that people post, say what genre they sound like, and find songs that sound alike.

- **Models** {model}: a convolutional network and a LightGBM vote, joined and calibrated. \
They know these genres: {genres}. They were trained on short excerpts of the Free Music Archive, \
are often unsure, and say so.
- **Catalogue**: {songs} songs of the [Free Music Archive](https://freemusicarchive.org). \
Each keeps the licence that its artist chose; the metadata is CC BY 4.0 \
(FMA data set, Defferrard and others, ISMIR 2017).
- **How similar**: the measured chance that two songs this close share a genre.
- {agreement}
- {content}

Songs are decoded in separate, locked-down processes, and audio is never kept. `/privacy show` says what is."""
AGREEMENT = "**Members agreed** with {right} of {given} answers that they judged."
NO_AGREEMENT = "**Members** have not judged any answer yet: the buttons *Right* and *Wrong* do that."
READS_POSTS = "**Posted songs** are answered without a command."
READS_NO_POSTS = "**Posted songs** are answered where I am mentioned and in private; use the commands elsewhere."

HELP = """### How to use me
- **Post a song**: an audio file, a video with sound, or a direct link to one. I reply with its genre and songs like it.
- **Right-click or hold a message**, then *Apps*, *Find genre and similar songs*.
- `/classify file:` or `/classify url:` hears one song.
- `/recommend like title: moonlight` finds songs like one of the archive.
- `/recommend genre genre: Folk` draws songs of a genre.
- `/recommend song file:` finds ten songs like yours; `surprise` finds them in other genres.
- `/recommend blend`, `/recommend path` and `/recommend mine` look between songs, walk from one to another, \
and go by what you posted and saved. `export:` brings any list as a file.
- `/history mine`, `/history server` and `/saved` list songs of before.
- `/privacy show` says what I keep, and how to get or delete it.
- `/charts` counts what was posted here, `/compare` sets two songs side by side.
- `/settings` lets admins choose where and how I answer.
- `/about` says which models answer and how good they are.

The buttons under a reply: *More like this*, *Right* or *Wrong* about the genre, *Save*, \
and *Delete* for whoever asked."""
