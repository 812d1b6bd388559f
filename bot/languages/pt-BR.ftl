### pt-BR: the messages of en.ftl, translated.
