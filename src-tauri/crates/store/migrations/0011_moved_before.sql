-- A day of the present period of the limit on moves, and how many accounts had moved when it began; NULL in the period of the
-- agreement.
ALTER TABLE steadiness ADD COLUMN period_day INTEGER;
ALTER TABLE steadiness ADD COLUMN moved_before INTEGER;
