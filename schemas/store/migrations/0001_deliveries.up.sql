-- Deliveries of GitHub's webhooks: one that is done is known by its id when GitHub sends it again.
CREATE TABLE dataplan.delivery (
  id text PRIMARY KEY,
  event text NOT NULL,
  action text,
  state text NOT NULL CHECK (state IN ('received', 'done', 'failed')),
  received_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

CREATE INDEX delivery_by_age ON dataplan.delivery (received_at);
