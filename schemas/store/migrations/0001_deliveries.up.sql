-- Deliveries of GitHub's webhooks: one that is done is known by its id when GitHub sends it again.
CREATE TABLE dataplan.delivery (
  id text PRIMARY KEY,
  event text NOT NULL,
  action text,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'done', 'failed')),
  received_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

CREATE INDEX delivery_by_age ON dataplan.delivery (received_at);

CREATE INDEX delivery_under_way ON dataplan.delivery (id) WHERE state = 'received';

-- Processes at work; one that was not seen for a while is dead, and what it had in hand is anybody's again.
CREATE TABLE dataplan.worker (
  id text PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- What deliveries asked for and nobody has done yet: a row for each delivery, folded into one job when a lane is taken.
CREATE TABLE dataplan.job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery text NOT NULL REFERENCES dataplan.delivery (id),
  lane text NOT NULL,
  -- Within a lane the lowest turn goes first; rows of one turn are one job.
  turn bigint NOT NULL,
  pointer jsonb NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  crashes integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  -- Who has it in hand; nobody, while it waits.
  worker text,
  -- The one row that stands for its lane while that is in hand.
  leads boolean NOT NULL DEFAULT false
);

CREATE INDEX job_by_delivery ON dataplan.job (delivery);

CREATE INDEX job_by_lane ON dataplan.job (lane, turn, id);

CREATE INDEX job_by_due ON dataplan.job (due_at, id) WHERE worker IS NULL;

-- Whatever two processes believe: a lane is in one hand.
CREATE UNIQUE INDEX job_one_hand ON dataplan.job (lane) WHERE leads;
