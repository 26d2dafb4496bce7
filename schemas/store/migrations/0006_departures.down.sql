DROP TABLE dataplan.departure;
