//! The search behind an assignment: start, level out, swap, return. Separate from the proposal's inputs and outputs. Every
//! step here either keeps both reps it touches within the tolerance or brings the worse of them closer to its target, so
//! that the largest deviation never grows.

use super::assign::{AssignError, AssignRep, ELSEWHERE, Task};
use crate::numbers::Mix;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

#[derive(Debug)]
pub(super) struct Search {
    tasks: Vec<Task>,
    /// Place after place, a cost for each rep.
    distance: Vec<u16>,
    reps: usize,
    /// Target workload by rep; 0 for reps who may take nothing.
    target: Vec<f64>,
    load: Vec<u64>,
    tolerance: f64,
    pub(super) owner: Vec<u16>,
}

/// A move that could be made, cheapest a minute first; the draw settles ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    /// Cost a minute in the order-preserving bits of a float.
    price: u64,
    draw: u64,
    task: u32,
    to: u16,
}

/// What an exchange would save, the draw, and the account; the largest saving first.
type Wish = (Reverse<i64>, u64, u32);

const UNOWNED: u16 = u16::MAX;
const ROUNDS: usize = 6;

impl Search {
    pub(super) fn new(tasks: Vec<Task>, reps: &[&AssignRep], tolerance: f64) -> Search {
        let places = tasks.iter().map(|t| t.place as usize + 1).max().unwrap_or(0);
        let mut distance = Vec::with_capacity(places * reps.len());
        for place in 0..places {
            distance.extend(
                reps.iter()
                    .map(|rep| rep.distance.get(place).copied().unwrap_or(ELSEWHERE)),
            );
        }
        let capacity: f64 = reps.iter().map(|rep| f64::from(rep.capacity)).sum();
        let stuck = |task: &&Task| task.pinned && task.current.is_some_and(|rep| reps[usize::from(rep)].capacity == 0);
        let whole: u64 = tasks.iter().filter(|task| !stuck(task)).map(|task| task.minutes).sum();
        Search {
            owner: vec![UNOWNED; tasks.len()],
            tasks,
            distance,
            reps: reps.len(),
            target: reps
                .iter()
                .map(|rep| f64::from(rep.capacity) / capacity * whole as f64)
                .collect(),
            load: vec![0; reps.len()],
            tolerance,
        }
    }

    fn cost(&self, task: usize, rep: usize) -> i64 {
        let task = &self.tasks[task];
        let moved = task.current.is_some_and(|current| usize::from(current) != rep);
        i64::from(self.distance[task.place as usize * self.reps + rep])
            + if moved { i64::from(task.move_cost) } else { 0 }
    }

    fn deviation(&self, rep: usize) -> f64 {
        self.deviation_at(rep, self.load[rep])
    }

    fn deviation_at(&self, rep: usize, load: u64) -> f64 {
        if self.target[rep] > 0.0 {
            load as f64 / self.target[rep] - 1.0
        } else {
            0.0
        }
    }

    pub(super) fn max_deviation(&self) -> f64 {
        (0..self.reps).map(|rep| self.deviation(rep).abs()).fold(0.0, f64::max)
    }

    fn can_take(&self, rep: usize, minutes: u64) -> bool {
        self.target[rep] > 0.0 && self.deviation_at(rep, self.load[rep] + minutes) <= self.tolerance
    }

    fn can_give(&self, rep: usize, minutes: u64, floor: f64) -> bool {
        self.deviation_at(rep, self.load[rep] - minutes) >= floor
    }

    fn give(&mut self, task: usize, to: usize) {
        let from = usize::from(self.owner[task]);
        let minutes = self.tasks[task].minutes;
        if let Some(load) = self.load.get_mut(from) {
            *load -= minutes;
        }
        self.load[to] += minutes;
        self.owner[task] = to as u16;
    }

    /// Every account to the rep who suits it best, large ones first; ties to whoever is least full.
    pub(super) fn start(&mut self, cancelled: &dyn Fn() -> bool) -> Result<(), AssignError> {
        let open: Vec<usize> = (0..self.reps).filter(|rep| self.target[*rep] > 0.0).collect();
        // All work may be pinned to reps without selling time: then targets are 0 and anyone may take what needs no time.
        let open = if open.is_empty() {
            (0..self.reps).collect()
        } else {
            open
        };
        let mut order: Vec<usize> = (0..self.tasks.len()).collect();
        order.sort_unstable_by_key(|task| {
            let t = &self.tasks[*task];
            (!t.pinned, Reverse(t.minutes), t.draw, *task)
        });
        for (done, task) in order.into_iter().enumerate() {
            if done % 1024 == 0 && cancelled() {
                return Err(AssignError::Cancelled);
            }
            let (minutes, draw) = (self.tasks[task].minutes, self.tasks[task].draw);
            let pinned = self.tasks[task].current.filter(|_| self.tasks[task].pinned);
            let to = pinned.map(usize::from).unwrap_or_else(|| {
                let mut best = (i64::MAX, f64::INFINITY, u64::MAX, 0);
                for rep in &open {
                    let cost = self.cost(task, *rep);
                    if cost > best.0 {
                        continue;
                    }
                    let full = self.deviation_at(*rep, self.load[*rep] + minutes);
                    let tie = Mix::new(draw).word(*rep as u64).finish();
                    let better = cost < best.0 || full.total_cmp(&best.1).then(tie.cmp(&best.2)).is_lt();
                    if better {
                        best = (cost, full, tie, *rep);
                    }
                }
                best.3
            });
            self.give(task, to);
        }
        Ok(())
    }

    /// Levels the workload out where the start is out of tolerance.
    pub(super) fn improve(&mut self, cancelled: &dyn Fn() -> bool) -> Result<(), AssignError> {
        if self.max_deviation() <= self.tolerance {
            return Ok(());
        }
        for _ in 0..ROUNDS {
            let before = self.load.clone();
            for rep in self.reps_by(|deviation| -deviation) {
                stop(cancelled)?;
                if self.deviation(rep) > self.tolerance {
                    self.drain(rep);
                }
            }
            for rep in self.reps_by(|deviation| deviation) {
                stop(cancelled)?;
                // First from those above their target, then from all who stay within the tolerance.
                for floor in [0.0, -self.tolerance] {
                    if self.deviation(rep) < -self.tolerance {
                        self.fill(rep, floor);
                    }
                }
            }
            if self.load == before || self.max_deviation() <= self.tolerance {
                break;
            }
        }
        if self.max_deviation() > self.tolerance {
            self.swap_to_level(cancelled)?;
        }
        for _ in 0..ROUNDS {
            stop(cancelled)?;
            if !self.return_to_suited() && !self.swap_to_suited() {
                break;
            }
        }
        Ok(())
    }

    fn reps_by(&self, key: impl Fn(f64) -> f64) -> Vec<usize> {
        let mut reps: Vec<usize> = (0..self.reps).filter(|rep| self.target[*rep] > 0.0).collect();
        reps.sort_by(|a, b| {
            key(self.deviation(*a))
                .total_cmp(&key(self.deviation(*b)))
                .then(a.cmp(b))
        });
        reps
    }

    fn movable(&self, task: usize) -> bool {
        !self.tasks[task].pinned && self.tasks[task].minutes > 0
    }

    fn offer(&self, task: usize, to: usize) -> Offer {
        let from = usize::from(self.owner[task]);
        let price = (self.cost(task, to) - self.cost(task, from)) as f64 / self.tasks[task].minutes as f64;
        let bits = price.to_bits();
        Offer {
            // Negative floats count down, positive ones up: turned so that bits compare as numbers do.
            price: if bits >> 63 == 1 { !bits } else { bits | 1 << 63 },
            draw: self.tasks[task].draw,
            task: task as u32,
            to: to as u16,
        }
    }

    /// The cheapest rep below target who has room for the account.
    fn best_taker(&self, task: usize) -> Option<Offer> {
        let minutes = self.tasks[task].minutes;
        (0..self.reps)
            .filter(|rep| self.deviation(*rep) < 0.0 && self.can_take(*rep, minutes))
            .map(|rep| self.offer(task, rep))
            .min()
    }

    /// Gives accounts of a rep who has too much away, cheapest first, until the tolerance is met.
    fn drain(&mut self, rep: usize) {
        let mut offers: BinaryHeap<Reverse<Offer>> = (0..self.tasks.len())
            .filter(|task| usize::from(self.owner[*task]) == rep && self.movable(*task))
            .filter_map(|task| self.best_taker(task))
            .map(Reverse)
            .collect();
        while self.deviation(rep) > self.tolerance
            && let Some(Reverse(offer)) = offers.pop()
        {
            let (task, to) = (offer.task as usize, usize::from(offer.to));
            let minutes = self.tasks[task].minutes;
            if !self.can_give(rep, minutes, -self.tolerance) {
                continue;
            }
            if self.deviation(to) < 0.0 && self.can_take(to, minutes) {
                self.give(task, to);
            } else if let Some(next) = self.best_taker(task) {
                offers.push(Reverse(next));
            }
        }
    }

    /// Takes accounts for a rep who has too little, cheapest first, from reps who stay at or above `floor`.
    fn fill(&mut self, rep: usize, floor: f64) {
        let offers: Vec<Reverse<Offer>> = (0..self.tasks.len())
            .filter(|task| {
                let from = usize::from(self.owner[*task]);
                from != rep && self.movable(*task) && self.can_give(from, self.tasks[*task].minutes, floor)
            })
            .map(|task| Reverse(self.offer(task, rep)))
            .collect();
        let mut offers = BinaryHeap::from(offers);
        while self.deviation(rep) < -self.tolerance
            && let Some(Reverse(offer)) = offers.pop()
        {
            let task = offer.task as usize;
            let minutes = self.tasks[task].minutes;
            let from = usize::from(self.owner[task]);
            if self.can_give(from, minutes, floor) && self.can_take(rep, minutes) {
                self.give(task, rep);
            }
        }
    }

    /// Exchanges accounts of different size where single moves overshoot: large accounts, small teams.
    fn swap_to_level(&mut self, cancelled: &dyn Fn() -> bool) -> Result<(), AssignError> {
        // By rep, accounts by workload; 0 stands for giving nothing back.
        let mut held: Vec<BTreeMap<u64, Vec<u32>>> = vec![BTreeMap::new(); self.reps];
        for task in (0..self.tasks.len()).filter(|task| self.movable(*task)) {
            let of_rep = &mut held[usize::from(self.owner[task])];
            of_rep.entry(self.tasks[task].minutes).or_default().push(task as u32);
        }
        let mut hopeless = vec![false; self.reps];
        for _ in 0..200 + 20 * self.reps {
            stop(cancelled)?;
            let worst = (0..self.reps)
                .filter(|rep| !hopeless[*rep] && self.deviation(*rep).abs() > self.tolerance)
                .max_by(|a, b| {
                    let far = |rep: usize| self.deviation(rep).abs();
                    far(*a).total_cmp(&far(*b)).then(b.cmp(a))
                });
            let Some(worst) = worst else { break };
            let Some((other, out, back)) = self.best_exchange(worst, &held) else {
                hopeless[worst] = true;
                continue;
            };
            for (minutes, from, to) in [(out, worst, other), (back, other, worst)] {
                if minutes == 0 {
                    continue;
                }
                let Some(tasks) = held[from].get_mut(&minutes) else {
                    continue;
                };
                let cheapest = tasks
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, task)| {
                        let task = **task as usize;
                        (self.cost(task, to) - self.cost(task, from), self.tasks[task].draw, task)
                    })
                    .map(|(place, _)| place);
                let Some(cheapest) = cheapest else { continue };
                let task = tasks.swap_remove(cheapest);
                if tasks.is_empty() {
                    held[from].remove(&minutes);
                }
                held[to].entry(minutes).or_default().push(task);
                self.give(task as usize, to);
            }
            hopeless.fill(false);
        }
        Ok(())
    }

    /// The exchange between a rep and any other that brings the worse of the two closest to its target: the other rep,
    /// the workload that goes out and the one that comes back. `None` when nothing helps.
    fn best_exchange(&self, rep: usize, held: &[BTreeMap<u64, Vec<u32>>]) -> Option<(usize, u64, u64)> {
        let mut best = (self.deviation(rep).abs() - 1e-12, None);
        for other in (0..self.reps).filter(|other| *other != rep && self.target[*other] > 0.0) {
            let (own, theirs) = (self.load[rep] as f64, self.load[other] as f64);
            let (t_own, t_theirs) = (self.target[rep], self.target[other]);
            // What has to flow from one to the other for both to be equally far from their targets.
            let wanted = (own * t_theirs - theirs * t_own) / (t_own + t_theirs);
            for out in held[rep].keys().copied().chain([0]) {
                let back_wanted = (out as f64 - wanted).max(0.0) as u64;
                let below = held[other].range(..=back_wanted).next_back().map(|(m, _)| *m);
                let above = held[other].range(back_wanted + 1..).next().map(|(m, _)| *m);
                for back in below.into_iter().chain(above).chain([0]) {
                    if out == back {
                        continue;
                    }
                    let after = self.deviation_at(rep, self.load[rep] - out + back).abs();
                    let worse = after.max(self.deviation_at(other, self.load[other] - back + out).abs());
                    if worse < best.0 {
                        best = (worse, Some((other, out, back)));
                    }
                }
            }
        }
        best.1
    }

    /// Moves accounts to reps who suit them better, as far as both stay within the tolerance.
    fn return_to_suited(&mut self) -> bool {
        let mut any = false;
        for task in 0..self.tasks.len() {
            let from = usize::from(self.owner[task]);
            let minutes = self.tasks[task].minutes;
            if self.tasks[task].pinned || !self.can_give(from, minutes, -self.tolerance) {
                continue;
            }
            let now = self.cost(task, from);
            let better = (0..self.reps)
                .filter(|rep| self.cost(task, *rep) < now && self.can_take(*rep, minutes))
                .min_by_key(|rep| (self.cost(task, *rep), *rep));
            if let Some(rep) = better {
                self.give(task, rep);
                any = true;
            }
        }
        any
    }

    /// Exchanges pairs of accounts that each suit the other's rep better.
    fn swap_to_suited(&mut self) -> bool {
        let mut wishes: BTreeMap<(u16, u16), Vec<Wish>> = BTreeMap::new();
        for task in (0..self.tasks.len()).filter(|task| !self.tasks[*task].pinned) {
            let from = usize::from(self.owner[task]);
            let now = self.cost(task, from);
            let best = (0..self.reps)
                .filter(|rep| self.target[*rep] > 0.0)
                .min_by_key(|rep| (self.cost(task, *rep), *rep));
            if let Some(rep) = best.filter(|rep| self.cost(task, *rep) < now) {
                let gain = now - self.cost(task, rep);
                let wish = (Reverse(gain), self.tasks[task].draw, task as u32);
                wishes.entry((from as u16, rep as u16)).or_default().push(wish);
            }
        }
        let pairs: Vec<(u16, u16)> = wishes.keys().copied().filter(|(a, b)| a < b).collect();
        let mut any = false;
        for (a, b) in pairs {
            let (Some(mut there), Some(mut back)) = (wishes.remove(&(a, b)), wishes.remove(&(b, a))) else {
                continue;
            };
            there.sort_unstable();
            back.sort_unstable();
            let (a, b) = (usize::from(a), usize::from(b));
            for ((.., out), (.., home)) in there.into_iter().zip(back) {
                let (out, home) = (out as usize, home as usize);
                let (m_out, m_home) = (self.tasks[out].minutes, self.tasks[home].minutes);
                let within = |rep: usize, load: u64| self.deviation_at(rep, load).abs() <= self.tolerance;
                if m_out == m_home
                    || (within(a, self.load[a] - m_out + m_home) && within(b, self.load[b] - m_home + m_out))
                {
                    self.give(out, b);
                    self.give(home, a);
                    any = true;
                }
            }
        }
        any
    }
}

fn stop(cancelled: &dyn Fn() -> bool) -> Result<(), AssignError> {
    if cancelled() {
        Err(AssignError::Cancelled)
    } else {
        Ok(())
    }
}
