DROP TABLE dataplan.pace;
