### es-ES: the messages of en.ftl, translated.
