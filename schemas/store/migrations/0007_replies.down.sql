DROP TABLE dataplan.reply;
