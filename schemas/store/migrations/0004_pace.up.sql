-- How much of what GitHub allows an installation is left: shared by all processes, filled up again as time goes by.
CREATE TABLE dataplan.pace (
  installation bigint PRIMARY KEY,
  points double precision NOT NULL,
  writes double precision NOT NULL,
  contents double precision NOT NULL,
  filled_at timestamptz NOT NULL DEFAULT now(),
  paused_until timestamptz,
  -- How often in a row GitHub refused without saying for how long.
  refusals integer NOT NULL DEFAULT 0,
  -- What GitHub said last of the hour's budget.
  remaining integer
);
