-- The most tiers that people agreed to set by hand, in per mille of all accounts; NULL sets no limit.

ALTER TABLE tier_cut ADD COLUMN override_budget INTEGER;
