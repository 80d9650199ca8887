# One weight of eight moved, in Polars: scores, tiers by share of accounts, histogram, sums and moves by tier, over
# made-up points of which one in twelve is missing. Prints the median step. Argument: how many accounts.
import json
import random
import sys
import time

import polars as pl

rows, criteria, steps = int(sys.argv[1]), 8, 51
chance = random.Random(7)
points = {
    f"p{c}": [None if chance.random() < 1 / 12 else chance.random() for _ in range(rows)] for c in range(criteria)
}
money = {name: [chance.randrange(10**9) for _ in range(rows)] for name in ("potential", "revenue")}
table = pl.DataFrame({**points, **money}, schema_overrides={name: pl.Float32 for name in points})
table = table.with_columns(before=pl.int_range(pl.len()).mod(3))


def step(first: float) -> None:
    weights = [first] + [(1 - first) / (criteria - 1)] * (criteria - 1)
    summed = sum(pl.col(f"p{c}").fill_null(0) * weight for c, weight in enumerate(weights))
    known = sum(pl.col(f"p{c}").is_not_null() * weight for c, weight in enumerate(weights))
    scored = table.lazy().with_columns(score=summed / known).collect()
    score = scored["score"]
    best, good = score.quantile(0.9, "nearest"), score.quantile(0.65, "nearest")
    tier = pl.when(pl.col("score") >= best).then(0).when(pl.col("score") >= good).then(1).otherwise(2)
    tiered = scored.lazy().with_columns(tier=tier, bin=(pl.col("score") * 50).floor()).select(
        "tier", "bin", "before", "potential", "revenue"
    )
    pl.collect_all([
        tiered.group_by("tier").agg(pl.len(), pl.col("potential").sum(), pl.col("revenue").sum()),
        tiered.group_by("tier", "bin").agg(pl.len()),
        tiered.group_by("before", "tier").agg(pl.len()),
    ])


spent = []
for at in range(steps):
    wall, cpu = time.perf_counter(), time.process_time()
    step(0.1 + at / 1000)
    spent.append((time.perf_counter() - wall, time.process_time() - cpu))
spent.sort()
wall, cpu = spent[steps // 2]
print(json.dumps({"wall": wall, "cpu": cpu, "peak": None}))
