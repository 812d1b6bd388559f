### ja: the messages of en.ftl, translated.
