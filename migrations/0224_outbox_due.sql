-- What is due of one kind is found without passing by what waits of the others.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_due ON outbox (kind, lease_until, id) WHERE state = 'waiting';
