DROP TABLE dataplan.hold;
DROP TABLE dataplan.waiver;
DROP TABLE dataplan.audit;
DROP TABLE dataplan.shown;
