DROP TABLE dataplan.job;

DROP TABLE dataplan.worker;

DROP TABLE dataplan.delivery;
