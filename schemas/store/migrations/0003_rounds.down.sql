DROP TABLE dataplan.at_work;

DROP TABLE dataplan.answered;

DROP TABLE dataplan.redelivery;

DROP TABLE dataplan.round;
