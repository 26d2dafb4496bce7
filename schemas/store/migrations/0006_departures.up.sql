-- Repositories that have left us: what is kept of them goes some days later, unless they come back.
CREATE TABLE dataplan.departure (
  repository bigint PRIMARY KEY,
  installation bigint NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);
