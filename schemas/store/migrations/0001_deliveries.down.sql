DROP TABLE dataplan.delivery;
