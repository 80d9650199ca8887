-- How often the limit on moves begins anew: month, quarter or year; NULL is when tiers are agreed on anew.
ALTER TABLE steadiness ADD COLUMN period TEXT;
