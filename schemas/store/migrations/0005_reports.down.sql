DROP TABLE dataplan.session;

DROP TABLE dataplan.report;
