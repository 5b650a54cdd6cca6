### Every sentence of a report in English, in the syntax of Fluent (projectfluent.org).
###
### `{ $named }` arguments are filled with data and may be moved about. A sentence that depends on a count has a form for each
### plural category of its language (zero, one, two, few, many, other): where English has two, another language has as many as it
### needs. Another language is another file with the same messages.

## Chosen worlds of a result, told by their turning points.

story-title = Why did these worlds turn out so?
story-no_value = No world has a value of this outcome within the simulated time: { $metric }.
story-intro_favours = Told here month by month, chosen by this outcome: { $metric }. Of all worlds ({ $count }) they are the median, the best and the worst for { $whom }.
story-intro_neutral = Told here month by month, chosen by this outcome: { $metric }. Of all worlds ({ $count }) they are the median, the highest and the lowest; for whom more of it is good is not agreed.
story-intro_who = Told here month by month, chosen by this outcome: { $metric }. Of all worlds ({ $count }) they are the first for each state and the first for nobody.
story-caution = The ends of many worlds are extreme by their choice: they show what it takes, not what to expect. Numbers before and after an event stand in time, not always in cause. The command detente replay tells any other world.
story-other_build = This version of the program gives these worlds other numbers than the table has, so they were made by another build and are not told.
story-dependence =
    { $count ->
        [one] Of { $all } uncertain parameters { $count } goes with this outcome by more than chance would in one of twenty results (rank correlation above { $floor }): { $metric }. A straight line in its rank gives { $share } of the variance of the outcome's ranks; the rest is the chance of single months, curvature and interplay.
       *[other] Of { $all } uncertain parameters { $count } go with this outcome by more than chance would in one of twenty results (rank correlation above { $floor }): { $metric }. A straight line in their ranks gives { $share } of the variance of the outcome's ranks; the rest is the chance of single months, curvature and interplay.
    }
story-no_dependence = No uncertain parameter goes with this outcome by more than chance would in one of twenty results (rank correlation above { $floor }; worlds: { $worlds }): { $metric }. What sets these worlds apart cannot be told from their draws; more worlds may show it.
story-world = World { $run }. { $roles }: { $value }
story-roles = { $roles }
story-and = { " " }and{ " " }
story-median = the median
story-best = the best for { $whom }
story-worst = the worst for { $whom }
story-highest = the highest
story-lowest = the lowest
story-first = first past the threshold: { $name }
story-nobody_first = nobody past the threshold
story-nobody = nobody
story-the_world = the world
story-place = { $metric }: { $value }. Of all worlds { $share } lie below it (those with the same value counted half).
story-ties =
    { $count ->
        [one] { $count } world has this value.
       *[other] { $count } worlds have this very value; this is the one with the lowest number.
    }
story-draws_title = What was drawn for it.
story-draws = The draws that matter pull it from the middle to about { $expected } of the way up among all worlds; it came out at { $place }. What lies between is the chance of single months, curvature and interplay.
story-draws_caption = Draws of this world that pull most on this outcome: { $metric }
story-parameter = Parameter
story-meaning = Meaning
story-drawn = Drawn
story-among = Place among all worlds
story-percent = %
story-correlation = Rank correlation with the outcome (95 %)
story-push = Pull on the outcome
story-places = places of a hundred
story-more_draws =
    { $count ->
        [one] { $count } more parameter pulls on it, but less.
       *[other] { $count } more parameters pull on it, but less.
    }
story-with_interval = { $value } ({ $low } to { $high })
story-turns_title = Where it turned.
story-turns = In order of time: what happens once, the largest leaps of efficiency, changes of policy after the recorded history, and the twelve months in which what is watched rises or falls most.
story-turns_caption = Turning points, and before and after each: { $focus }
story-month = Month
story-happened = What happened
story-before = Before: { $focus }
story-later = A year on: { $focus }
story-more_turns =
    { $count ->
        [one] { $count } later change of a lever is not shown.
       *[other] { $count } later changes of levers are not shown.
    }
story-never = Never in this world within the simulated time: { $what }.
story-parity = China's best chip matches the best frontier chip for the first time, within the margin of parity: it reaches { $ratio } of it.
story-self_sufficiency = For twelve months in a row at least 80 % of China's new compute has come from its own chips.
story-china_leads = China has led for six months in a row: { $china } ECI against { $us }.
story-rises = { $focus } begins one of its steepest rises of twelve months.
story-falls = { $focus } begins one of its steepest falls of twelve months.
story-swing = { $change } Over them the best released model gains { $us_eci } ECI points in the United States and { $china_eci } in China; usable compute grows { $us_compute } times and { $china_compute } times.
story-times = times
story-figure = { $focus }: the chosen worlds
story-figure_band =
    { $count ->
        [one] Lines: the chosen worlds. Grey: median and 5-95 % band of { $count } world
       *[other] Lines: the chosen worlds. Grey: median and 5-95 % band of { $count } worlds
    }
story-figure_alone = Lines: the chosen worlds
story-foot = Seed { $seed }, detente { $version }, result { $hash }. Conditional what-if, not a forecast.
story-year = year
story-history_ends = history ends
story-all_worlds = All worlds

## What is watched month by month, inside of a sentence.

focus-lag = China's lag
focus-compute_ratio = US usable compute over China's
focus-chip_quality = best Chinese chip over the frontier's
focus-self_sufficiency = China's self-sufficiency in new compute
focus-leader_compute = effective compute of the leading state
focus-us_spending = AI spending of the United States so far
focus-china_spending = AI spending of China so far
focus-us_cost = cost of the race to the United States so far
focus-china_cost = cost of the race to China so far
focus-both_costs = cost of the race to both states so far
focus-distrust = mean distrust of the two states
focus-us_safety = US safety effort
focus-china_safety = Chinese safety effort
focus-mean_safety = mean safety effort of the two states
focus-incidents = incidents a year, both states
focus-hazard = hazard of a catastrophe a year, both states
focus-us_third_countries = third countries with the United States
focus-china_third_countries = third countries with China
focus-unaligned = third countries with neither
focus-fragmentation = fragmentation of the world
focus-smuggled = chips smuggled to China a year
focus-us_powered = share of US compute that has power

## What happens once in a world, or never.

milestone-tools = China's own chip tools work
milestone-parity = the best Chinese chip matches the frontier
milestone-self_sufficiency = China makes 80 % of its new compute itself
milestone-china_leads = China leads for six months in a row
milestone-us_threshold = the United States passes the threshold
milestone-china_threshold = China passes the threshold
milestone-signed = a governance framework enters into force
milestone-broken = the governance framework breaks
milestone-catastrophe = a loss-of-control catastrophe

## The months of a world.

months-caption = World { $run }, month by month
months-summary = World { $run }, month by month
months-us_eci = US capability
months-china_eci = China's capability
months-lag = China's lag
months-compute = Compute, US over China
months-chip = China's best chip over the frontier's
months-self_sufficiency = China's self-sufficiency
months-us_distrust = US distrust
months-china_distrust = China's distrust
months-us_safety = US safety effort
months-china_safety = China's safety effort

## The same world under another policy.

parting-under = The same world under { $policy }.
parting-other_numbers = Under { $policy } this world comes out with other numbers than the table has (made by another build, or by a version that did not keep the parameters that a policy changes), so it is not told.
parting-nothing = Nothing differs from { $reference } in any month.
parting-parts = It parts in { $month } ({ $levers }). { $metric }: { $before } becomes { $after }.
parting-parts_same = It parts in { $month } ({ $levers }). { $metric }: { $after } as before.
parting-by_rule = by a rule, an announcement or the doctrine
parting-lever = { $lever } { $before } to { $after } from { $month }
parting-first = First clearly apart: { $what }.
parting-link = { $series } in { $month }, { $after } instead of { $before }
parting-of_agent = { $what } of { $agent }
parting-details = What follows from it under { $policy }, step by step
parting-what = What differs
parting-then = Then, under { $case }
parting-at_end = At the end, under { $case }
parting-chain = When each quantity is first clearly apart (5 %, or 0.05, one month, one ECI point)
parting-event = What happens
parting-shifted = What comes in another month, or under one of the two alone

## What the model gets right and wrong.

hindcast-title = What the model gets right and wrong
hindcast-simulated = { $count } worlds of this scenario are held here against what was recorded from 2023 on. The band of a fact is the spread of the worlds together with the error of the source: what the source should have said if the model were right. The command detente validate does the same with more worlds, or with other facts.
hindcast-folder = The worlds of { $folder } are held here against what was recorded from 2023 on. The band of a fact is the spread of the worlds together with the error of the source: what the source should have said if the model were right.
hindcast-no_fact = No recorded fact lies within the simulated time, so nothing can be said of how well the model meets the past.
hindcast-inside =
    { $inside ->
        [one] { $inside } of { $facts } recorded facts lies in its 5-95 % band: { $share } (95 %: { $low } to { $high })
       *[other] { $inside } of { $facts } recorded facts lie in their 5-95 % bands: { $share } (95 %: { $low } to { $high })
    }
hindcast-expected = Of bands of the right width 90 % of facts would.
hindcast-too_wide = If facts were independent of each other that would be more than chance gives: the bands are probably too wide, and the model less sure of the past than it need be. They are { $width } times as wide as the errors of the sources alone would make them.
hindcast-too_sure = If facts were independent of each other that would be less than chance gives: the model is probably too sure of itself. Its bands are { $width } times as wide as the errors of the sources alone would make them.
hindcast-right_width = So many facts do not tell that from bands of the right width. The bands are { $width } times as wide as the errors of the sources alone would make them.
hindcast-score = The mean score (CRPS, in errors of the fact; smaller is better) is { $crps }.
hindcast-beats =
    { $count ->
        [one] On { $count } fact that can be extrapolated from earlier ones it is { $model }, against { $naive } of a naive exponential extrapolation (skill { $skill }; above 0 the model is better).
       *[other] On the { $count } facts that can be extrapolated from earlier ones it is { $model }, against { $naive } of a naive exponential extrapolation (skill { $skill }; above 0 the model is better).
    }
hindcast-loses =
    { $count ->
        [one] On { $count } fact that can be extrapolated from earlier ones it is { $model }, against { $naive } of a naive exponential extrapolation: the model does no better (skill { $skill }).
       *[other] On the { $count } facts that can be extrapolated from earlier ones it is { $model }, against { $naive } of a naive exponential extrapolation: the model does no better (skill { $skill }).
    }
hindcast-not_covered =
    { $count ->
        [one] { $count } recorded fact lies outside the simulated time and is not judged.
       *[other] { $count } recorded facts lie outside the simulated time and are not judged.
    }
hindcast-fitted = The parameters were set by hand with most of these facts in sight, so this is no test on unseen data; it says that the model can reproduce the past, not that it knows the future. Facts of one kind are not independent of each other.
hindcast-wrong_title = What it gets wrong
hindcast-weak_title = Where it is weak
hindcast-few =
    { $count ->
        [one] Only { $count } fact speaks of this area, so it is hardly tested: { $area }.
       *[other] Only { $count } facts speak of this area, so it is hardly tested: { $area }.
    }
hindcast-area_loses = In this area a naive extrapolation does better than the model (mean score { $naive } against { $model }): { $area }.
hindcast-low =
    { $count ->
        [one] In this area the model lies too low: { $count } of { $all } records lies above its median: { $area }.
       *[other] In this area the model lies too low: { $count } of { $all } records lie above its median: { $area }.
    }
hindcast-high =
    { $count ->
        [one] In this area the model lies too high: { $count } of { $all } records lies below its median: { $area }.
       *[other] In this area the model lies too high: { $count } of { $all } records lie below its median: { $area }.
    }
hindcast-missed = Recorded facts outside of the band, and those that the median misses by more than two errors of the fact; the worst first
hindcast-facts = All recorded facts that were judged
hindcast-all =
    { $count ->
        [one] { $count } judged fact
       *[other] All { $count } judged facts
    }
hindcast-id = Fact
hindcast-fact = What was recorded
hindcast-band = Band
hindcast-recorded = Recorded
hindcast-median = Model's median
hindcast-range = 5-95 % band
hindcast-misses = Record less median
hindcast-errors = errors of the fact
hindcast-outside = outside
hindcast-inside_badly = inside, badly met
hindcast-is_inside = inside
hindcast-met =
    { $count ->
        [one] { $count } more figure, in which all records lie inside the predicted bands
       *[other] { $count } more figures, in which all records lie inside the predicted bands
    }
hindcast-by_area = How well each area is met
hindcast-area = Area
hindcast-all_areas = all
hindcast-number = Facts
hindcast-inside_share = Inside the band
hindcast-width = Width of the bands
hindcast-crps = Mean score
hindcast-compared = Compared with an extrapolation
hindcast-crps_model = Score there
hindcast-crps_naive = Score of the extrapolation
hindcast-skill = Skill

## Parameter cards, and what is important and weakly known.

cards-title = What the numbers rest on
cards-grades =
    { $count ->
        [one] The model has { $count } parameter. Grade A (measured): { $measured }; B (estimated from data): { $estimated }; C (expert judgement): { $judged }; D (assumption): { $assumed }. { $fixed } are the same in all worlds; the others are drawn anew for each.
       *[other] The model has { $count } parameters. Grade A (measured): { $measured }; B (estimated from data): { $estimated }; C (expert judgement): { $judged }; D (assumption): { $assumed }. { $fixed } are the same in all worlds; the others are drawn anew for each.
    }
cards-no_importance = None of these results says which parameters matter; a run, a comparison or a sensitivity analysis beside them would.
cards-by_correlation =
    { $count ->
        [one] How much a parameter matters is taken here from its rank correlation with one outcome over { $count } world ({ $metric }). Up to { $floor } chance alone would reach in one of twenty results, so what is below it is not told from nothing.
       *[other] How much a parameter matters is taken here from its rank correlation with one outcome over { $count } worlds ({ $metric }). Up to { $floor } chance alone would reach in one of twenty results, so what is below it is not told from nothing.
    }
cards-by_total = How much a parameter matters is taken here from its total Sobol index: the share of the variance of one outcome that it has a part in ({ $metric }).
cards-by_elementary = How much a parameter matters is taken here from a Morris screening: the mean size of its effects on one outcome ({ $metric }).
cards-by_ends = How much a parameter matters is taken here from moving it alone from its low to its high end: the difference in one outcome ({ $metric }).
cards-weak_title = Important and weakly known, the most important first:
cards-weak = { $meaning }. Importance { $interval }.
cards-more_weak =
    { $count ->
        [one] { $count } more parameter of grade C or D is told from nothing.
       *[other] { $count } more parameters of grade C or D are told from nothing.
    }
cards-under = The outcome is that under { $case }. What the effect of a policy depends on may be something else: see what would turn it.
cards-none_weak = All parameters that are told to matter for this outcome by this measure are measured or estimated from data (grades A and B).
cards-none_important = No parameter is told to matter for this outcome by this measure; more worlds may show some.
cards-panel_measured = Grade A: measured
cards-panel_estimated = Grade B: estimated from data
cards-panel_judged = Grade C: expert judgement
cards-panel_assumed = Grade D: assumed
cards-figure = What matters and how well is it known? { $metric }
cards-subtitle = Importance of parameters with 95 % interval, weakly known ones first; at most { $rows } of each grade
cards-unit_correlation = size of the rank correlation
cards-unit_total = share of the variance, total order
cards-unit_effect = size of the effect, { $unit }
cards-all =
    { $count ->
        [one] The parameter card
       *[other] All { $count } parameter cards
    }
cards-caption = Parameter cards; those that are told to matter come first
cards-value = Value or distribution over worlds
cards-unit = Unit
cards-grade = Grade
cards-source = Source
cards-importance = Importance
cards-uniform = uniform, { $range }
cards-triangular = triangular, { $range }, most likely { $mode }
cards-normal = normal, mean { $mean }, standard deviation { $sd }, within { $range }
cards-lognormal = lognormal, median { $median }, sigma { $sigma }, within { $range }
cards-beta = beta ({ $alpha }, { $beta }), { $range }
cards-one_value = { $value } in { $share }

## What the heads of tables mean that a report makes itself.

define-case = Files, figures and commands call it { $name }.
define-metric = What is measured in each world. The question mark beside each says how.
define-unit = What the numbers of the row are counted in.
define-percentile = { $share } of a hundred worlds lie at or below this number. Where never is possible, it counts as the latest.
define-median = Half of the worlds lie at or below this number, half at or above it. Where never is possible, it counts as the latest.
define-never = Share of worlds in which it does not happen within the simulated time.
define-id = The number of the recorded fact. The question mark beside each says what was recorded, and who says so.
define-fact = What was recorded, of whom, and when.
define-band = Whether the recorded value lies in the 5-95 % band of what its source should have said if the model were right. Badly met is a fact inside of it whose distance from the median is more than two errors of the fact.
define-recorded = The value that the source states.
define-predicted = The median of what the source should have said if the model were right: the worlds together with the error of the fact.
define-range = Nine of ten predicted values lie in this band: the spread of the worlds together with the error of the fact.
define-misses = How far the record lies above the model's median (below it where the sign is minus), in errors of the fact: its own error together with how far its notion may differ from that of the model.
define-area = What the facts are about; docs/validation.md lists which observable belongs to which area.
define-number = How many recorded facts of this area were judged.
define-inside_share = Share of the facts whose record lies in its 5-95 % band. About 90 % is right; more means bands that are too wide.
define-width = How many times as wide the bands are as the errors of the facts alone would make them, on average.
define-crps = Continuous ranked probability score: how far the predicted distribution lies from the record, in errors of the fact, on average. Smaller is better.
define-compared = How many of the facts can be extrapolated from earlier records of the same quantity.
define-crps_model = Mean score of the model on the facts that can be extrapolated. Smaller is better.
define-crps_naive = Mean score of a naive exponential extrapolation of earlier records on the same facts. Smaller is better.
define-skill = One less the ratio of the model's score to that of the extrapolation, as a geometric mean over facts. Above 0 the model is better, 1 is perfect.
define-month = The month in which it happens; numbers are those at its end.
define-happened = What turned in this month, and why.
define-before_name = Before
define-before = What is watched, at the end of the month before.
define-later_name = A year on
define-later = What is watched, twelve months later or at the end of the simulated time.
define-drawn = The value that this world has.
define-among = Share of all worlds whose draw is lower; 50 is the middle.
define-correlation = Spearman's rank correlation of this parameter with the outcome over all worlds, with its 95 % interval by Fisher's transformation: 1 is always rising together, 0 is no order.
define-push = The correlation times the distance of the draw from the middle: by how many places of a hundred this draw moves the world among all worlds.
define-what = The quantity that differs between the two policies in this world.
define-then_name = When it differs
define-then = Its value under this policy in the month in which the two are first clearly apart.
define-at_end_name = At the end
define-at_end = Its value under this policy at the end of the simulated time.
define-event = What happens once, and in which month under each policy.
define-parameter = An uncertain or fixed number of the model. The question mark beside each says what it is.
define-meaning = What the number stands for.
define-value = The number where it is the same in all worlds; else the distribution from which each world draws its own.
define-card_unit = What the parameter is counted in; 1 for a plain number.
define-grade = How well the parameter is known: A measured, B estimated from data, C expert judgement, D assumed.
define-source = The fact or paper that it comes from, by its key; docs/sources.md has the full references.
define-importance = How much the parameter matters for the outcome named above, by the measure named there. Empty where that was not asked.
define-file = Name of the file below the folder of the result.
define-bytes = Size of the file.
define-hash = Fingerprint of the file: whoever changes a single letter gets another one.

## What stands in the tables behind figures.

define-figure-month = The month at whose end it is so.
define-figure-year = A moment as a year with decimals: 2031.0 is the end of December 2030.
define-figure-percentile_name = 5 %, 25 %, 75 %, 95 %
define-figure-percentile = That share of the worlds lies at or below this number.
define-figure-recorded_low = Where the error bar of the record begins.
define-figure-recorded_high = Where the error bar of the record ends.
define-figure-series = Which line, band or group of the figure the row belongs to.
define-figure-panel = The part of the figure in which it is drawn.
define-figure-what = A bar, the share of worlds in which it never happens, or a percentile of all worlds.
define-figure-from = Where the bar begins; of a percentile, its value.
define-figure-to = Where the bar ends; of a percentile, its value.
define-figure-share_of_worlds = Share of all worlds that lie in the bar, or in which it never happens.
define-figure-simulated_low = 5 % of the worlds lie at or below this number.
define-figure-simulated_median = Half of the worlds lie at or below this number.
define-figure-simulated_high = 95 % of the worlds lie at or below this number.
define-figure-predicted_low = Lower end of the 5-95 % band of what the source should have said if the model were right: the worlds together with the error of the fact.
define-figure-predicted_high = Upper end of that band.
define-figure-inside_band = Whether the recorded value lies in the 5-95 % band of what its source should have said.
define-figure-share = The share as it is drawn: of the sum of all parts in that month.
define-figure-unscaled = The share before all parts are scaled to add up to one.
define-figure-label = What the row or point of the figure is called.
define-figure-estimate = The value that is drawn as a point.
define-figure-low = Where the interval begins that is drawn around the value.
define-figure-high = Where the interval ends that is drawn around the value.
define-figure-note = What the figure writes beside the row.
define-figure-row = A row of the map.
define-figure-column = A column of the map.
define-figure-value = The number that gives the place its colour.
define-figure-written = What the figure writes into the cell.
define-figure-input = The parameter or lever that is moved alone.
define-figure-end = To which end of its range it is moved.
define-figure-input_value = Its value at that end.
define-figure-result = What comes out then.
define-figure-first_order = Share of the variance of the outcome that the input gives by itself.
define-figure-total_order = Share of the variance that the input gives by itself and together with others.
define-figure-kind = Whether the row is an input, or chance.
define-figure-slope = How steep a line of the figure rises from the origin.
define-figure-color = The number that gives the line its colour.
define-figure-x = Where the point lies from left to right.
define-figure-y = Where the point lies from bottom to top.

## Around the text: what buttons, labels and readers of the screen say.

page-skip = Skip to the text
page-tools = Tools
page-dark = Dark
page-light = Light
page-print = Print
page-contents = Contents
page-definition = What is { $what }?
page-unit = Unit:
page-source = Source:
page-back = Back
page-sorted_up = Sorted from the smallest:
page-sorted_down = Sorted from the largest:
page-keys = The arrow keys step through its values.
page-table_behind = The table behind the figure
page-swipe = Move the figure sideways to see all of it.
page-sheet = Page { $sheet } of { $all }

## The report as a whole.

report-several =
    { $count ->
        [one] { $first } (and { $count } more result)
       *[other] { $first } (and { $count } more results)
    }
report-glossary = What words, columns and numbers mean
report-foot = Made by detente { $version } from results { $hashes }. Conditional what-ifs, not forecasts.
report-figures = Figures
report-tables = Tables
report-said = What the analysis said at its end
report-result = The result in full
report-this = This result
report-said_count =
    { $count ->
        [one] { $count } sentence
       *[other] { $count } sentences
    }
report-said_is = These sentences stand in the manifest of the result. They were written by the program that simulated it.

## Titles of results, by kind of study.

title-comparison = Comparison: { $title }
title-sweep = Sweep: { $title }
title-sensitivity = Sensitivity: { $title }
title-adaptation = Policy that answers: { $title }
title-game = Game: { $title }
title-robustness = Robustness: { $title }
title-discovery = Discovery: { $title }
title-value = Value of information: { $title }
title-history = History: { $name }

## In short: the simulated history against the recorded one.

history-question = Does the simulated history meet the recorded one?
history-more = What it gets right and wrong
history-nearer = On { $nearer } of { $facts } facts that can be extrapolated from earlier ones the model comes nearer than the extrapolation: { $share } (95 %: { $low } to { $high })
history-area = { $area }, { $inside } of { $facts } in their bands (95 %: { $low } to { $high })
history-worst = Met worst: { $areas }
history-worst_means =
    { $count ->
        [one] Facts lie outside of their bands in { $count } of { $all } areas. The intervals are those of the share inside: of few facts one outside says little.
       *[other] Facts lie outside of their bands in { $count } of { $all } areas. The intervals are those of the share inside: of few facts one outside says little.
    }
history-none_outside = In every area all facts lie in their bands
history-least = Least well met is { $area }: its mean score is { $crps }, that of all facts { $all } (errors of the fact; smaller is better).

## In short: what stands first of every result.

screen-title = In short
screen-too_few =
    { $count ->
        [one] Too few worlds: { $count } world shows no spread, and what is said below is an example. Take at least { $least }.
       *[other] Too few worlds: with { $count }, and below { $least }, the intervals rest on an assumption about the spread that so few cannot test. Take more before relying on what is said below.
    }
screen-called = “{ $title }”
screen-with_question = { $title }. { $question }
screen-what_if = Conditional what-ifs, not forecasts: every number says what follows if the stated assumptions hold.
screen-question = The question.
screen-sure = How sure is that?
screen-turns = What would turn it?
screen-worlds =
    { $count ->
        [one] It rests on { $count } simulation of a world.
       *[other] It rests on { $count } simulations of worlds; a world under two policies counts twice.
    }
screen-failed =
    { $count ->
        [one] { $count } more world failed and counts in no number.
       *[other] { $count } more worlds failed and count in no number.
    }

## What must be known before the numbers are read.

warning-changed = { $folder } was changed since it was written: { $files }. The numbers below are those of the changed files.
warning-version = { $folder } was made by version { $theirs } of the program; this page was made by version { $ours }.
warning-unfinished = { $folder } also holds an unfinished run ({ $command }). This page shows the finished result before it.
warning-mixed = { $one } and { $two } were made by different builds of the program. Differences between them may come from that.

## A run that was not finished.

unfinished-title = { $name }: not finished
unfinished-notice = { $folder } holds a run that was not finished. There are no results to report.
unfinished-go_on = This goes on with it:
unfinished-there = What is there already:
unfinished-files = Files of the unfinished run
unfinished-rows = Rows

## Amounts and their intervals.

amount-never = never
amount-missing = not available
amount-range = { $low } to { $high }
amount-of_worlds = { $share } of worlds
amount-earlier = { $years } earlier
amount-later = { $years } later
amount-known = { $value } ({ $interval })
amount-interval = 95 %: { $low } to { $high }
amount-no_interval = no interval known
amount-everywhere = the same in every world
amount-whose = { $what } ({ $states })

## In short: a run.

run-question = What happens from January 2023 to { $end } if its assumptions hold?
run-number = { $title }: { $median }, in nine of ten worlds { $range }
run-middle = The middle half of the worlds: { $range }.
run-median_whole = At 95 %, so many worlds leave no other whole month as the median.
run-median_known = How well so many worlds fix the median itself (95 %): { $range }.
run-median_unknown = How well the median itself is known cannot be said from so few worlds.
run-happens = { $title } by { $end }: in { $share } of worlds ({ $interval })
run-happens_when = Where never counts as the latest, the median is { $median }, in nine of ten worlds { $range }.
run-happens_seldom = In fewer than one of twenty worlds it happens at all.
run-happens_rarely = In half of the worlds or more it does not happen. In one of twenty it happens by { $earliest }.
run-threshold = First past the threshold: the United States in { $us } of worlds, China in { $china }, nobody in { $nobody }
run-threshold_known = How well so many worlds fix these shares: the United States ({ $us_interval }), China ({ $china_interval }), nobody ({ $nobody_interval }).
run-enough = The worlds are enough: each main figure is known as well as was asked for.
run-not_enough = The worlds are not enough for every figure: the table of standard errors says for which. More worlds would help there.
run-covers = The ranges over worlds hold what is uncertain about parameters and chance. More worlds do not make them narrower, and what the model leaves out is not in them.

## In short: a comparison.

comparison-not_main = No effect on this outcome is a mean or a share, so the findings are about others: { $title }.
comparison-question = What changes under { $policies } against { $reference }, in the same worlds?
comparison-effect = { $policy }: { $title }, { $change } ({ $interval })
comparison-shares = In { $before } of worlds under the reference, in { $after } under the policy.
comparison-values = On average { $before } under the reference and { $after } under the policy.
comparison-moved_year = It comes later in { $later } of the worlds and earlier in { $earlier }.
comparison-moved = It is larger in { $larger } of the worlds and smaller in { $smaller }.
comparison-restricted = A year that never comes counts as the end of the horizon.
comparison-nothing = { $title }: no policy has an effect that can be told from none
comparison-all = Every interval includes zero: { $effects }.
comparison-all_some = No interval leaves zero out: { $effects }.
comparison-one = { $policy } { $change } ({ $interval })
comparison-more =
    { $count ->
        [one] { $count } more policy is no better known.
       *[other] { $count } more policies are no better known.
    }
comparison-same_worlds = Every policy meets the same worlds, so that differences are effects and not luck.
comparison-told_apart =
    { $told ->
        [one] { $told } of { $all } effects can be told from no effect at 95 %. Of effects that are none, one in twenty would look like one by chance.
       *[other] { $told } of { $all } effects can be told from no effect at 95 %. Of effects that are none, one in twenty would look like one by chance.
    }
comparison-covers = The intervals say how well the mean effect is known from so many worlds. Single worlds differ more, and what the model leaves out is not in them.

## In short: a sweep.

sweep-question =
    { $count ->
        [one] What follows from { $inputs }, at { $count } setting?
       *[other] What follows from { $inputs }, at { $count } settings, in the same worlds?
    }
sweep-range = { $title }: from { $low } to { $high }
sweep-where = The lowest mean is at { $low }, the highest at { $high }: { $change } ({ $interval }, at the widest). Settings close to these may be as low or as high.
sweep-untold = { $title }: no two settings can be told apart
sweep-untold_range = Means go from { $range }. The interval of the widest difference includes zero ({ $interval }).
sweep-same = { $title }: the same at every setting
sweep-same_everywhere = It is { $value } throughout.
sweep-same_worlds = Every setting meets the same worlds.
sweep-covers = The intervals say how well means are known from so many worlds. The two settings were chosen because they differ most, which makes their difference look a little too large.
sweep-turns = Everything that was not varied is as in the scenario. Another policy or another view of the world may move the lines.

## In short: a sensitivity analysis.

sensitivity-question = What does this depend on most: { $title }?
sensitivity-total = { $input }: has a part in { $share } of the variance ({ $interval })
sensitivity-star = { $input }: moves it by { $size } on average ({ $interval })
sensitivity-star_untold = { $input }: no effect that is told from none: { $size } on average ({ $interval })
sensitivity-ends_untold = { $input }: no effect that is told from none: from its low to its high end { $change } ({ $interval })
sensitivity-nothing = No input that was moved changed this in any world: { $title }
sensitivity-ends = { $input }: from its low to its high end { $change } ({ $interval })
sensitivity-intervals_sobol = The intervals say how well each index is known from so many points.
sensitivity-intervals_morris = The intervals say how well each mean effect is known from so many trajectories.
sensitivity-intervals_tornado = The intervals say how well each difference is known from so many worlds.
sensitivity-key = In tables and figures:
sensitivity-order_clear = The first three are clearly ahead of what comes next: { $next }.
sensitivity-order_unclear = The interval of what comes next reaches those of the first three, so that their order may be another: { $next }.
sensitivity-no_effect =
    { $count ->
        [one] { $count } more input was moved and changed nothing in these worlds.
       *[other] { $count } more inputs were moved and changed nothing in these worlds.
    }
sensitivity-turns_sobol = Shares of variance depend on how wide the inputs may be: narrower ranges give other shares.
sensitivity-turns_morris = A screening ranks. It does not say how much of the variance is whose, and it sees each input at a few places only.
sensitivity-turns_tornado = One input at a time: what two inputs do together is not seen.

## The two sides at the start of a sentence.

side-us = The United States
side-china = China

## In short: a game.

game-as_before = going on as before
game-asked = Which strategies hold against each other: of the United States { $us }; of China { $china }?
game-equilibrium = Neither side gains by moving alone from { $us } (United States) and { $china } (China)
game-equilibrium_in = Neither side gains by moving alone from { $us } (United States) and { $china } (China): it holds in { $share } of resamples of the worlds
game-equilibrium_payoffs = Mean payoffs there: the United States { $us_payoff }, China { $china_payoff }.
game-more_equilibria =
    { $count ->
        [one] The mean payoffs have { $count } more equilibrium.
       *[other] The mean payoffs have { $count } more equilibria.
    }
game-no_equilibrium = The table of equilibria is empty
game-no_pure = From every pair of single strategies one side would move
game-no_pure_in = From every pair of single strategies one side would move: it holds in { $share } of resamples of the worlds
game-mixed = Neither gains where both draw by chance: the United States { $us }; China { $china }.
game-mixed_in = An equilibrium of the same strategies, with other chances, exists in { $share } of the resamples.
game-pays = { $side }: { $strategy } brings { $gain } of payoff when it is answered (95 %: { $low } to { $high })
game-pays_when = Compared with { $instead }; the other side answers with { $answer }. Without an answer it brings { $unanswered } (95 %: { $low } to { $high }).
game-pays_untold = Compared with { $instead }; the other side answers with { $answer }. Whether it gains without an answer is not known (95 %: { $low } to { $high }).
game-pays_nothing = { $side }: no strategy is known to pay once it is answered
game-pays_nothing_means = Nearest to it is { $strategy }, compared with { $instead }: { $gain } (95 %: { $low } to { $high }).
game-covers = Payoffs are means over the worlds under the documented weights of each side. Other weights make another game.
game-close_call = { $side } against { $against }: { $best } is the best answer, but its lead over { $next } is not told from none: { $ahead } (95 %: { $low } to { $high }).
game-no_close_call = Every best answer is told from the next one at 95 %. Other weights in the payoffs would turn it first.

## In short: a study of robustness.

robust-central = the central view
robust-question = Which of { $policies } holds up under { $worldviews }?
robust-all_prefer = { $title }: every criterion prefers { $policy }
robust-most_prefer = { $title }: { $count } of { $all } criteria prefer { $policy }
robust-split = { $title }: the criteria are split between { $policies }
robust-expected = By the expected value { $policy } comes first, with { $value }.
robust-worst = By the worst view of the world { $policy } comes first, with { $value } under { $worldview }.
robust-lead = { $better } against { $worse }: { $title } { $change } ({ $interval })
robust-lead_lasts = That is under { $worldview }. Under { $agreeing } of { $all } views of the world it is known at 95 % that the first is ahead, by more in some than in others.
robust-survive =
    { $count ->
        [one] Of { $all } rankings of two policies by one outcome { $count } survives every view of the world.
       *[other] Of { $all } rankings of two policies by one outcome { $count } survive every view of the world.
    }
robust-turn =
    { $count ->
        [one] { $count } turns: under one view the one policy is better, under another the other.
       *[other] { $count } turn: under one view the one policy is better, under another the other.
    }
robust-unknown =
    { $count ->
        [one] In { $count } these worlds do not tell, under one view at least, which is better.
       *[other] In { $count } these worlds do not tell, under one view at least, which is better.
    }
robust-same =
    { $count ->
        [one] In { $count } both policies do the same in every world.
       *[other] In { $count } both policies do the same in every world.
    }
robust-covers = Views of the world are alternatives, not probabilities. Each weighs the same where they are added up.
robust-flip = { $worse } overtakes { $better } ({ $title }) where { $parameter } goes from { $center } to { $flip } (95 %: { $interval }); { $below } of its draws lie below that.
robust-flip_untold = { $worse } may overtake { $better } ({ $title }) where { $parameter } goes from { $center } to { $flip }, but these worlds do not tell that it does (95 %: { $interval }); { $below } of its draws lie below that.
robust-to_nowhere = from { $near } to nowhere
robust-no_flips = No turning point was found. Only parameters that were moved one by one over their range could show one.

## By what policies are judged over views of the world.

criterion-expected = expected value
criterion-worst_worldview = worst view of the world
criterion-unlucky_worlds = unluckiest twentieth of worlds
criterion-hurwicz = best and worst view, weighed (Hurwicz)
criterion-regret_90 = regret in nine of ten worlds
criterion-savage_worldviews = largest regret in a view (Savage)
criterion-savage_worlds = largest regret in a world (Savage)

## In short: a discovery.

discovery-asked = In which worlds does this hold: { $condition }?
discovery-box = { $limits }: there it holds in { $inside }, against { $overall } of all
discovery-inside = { $density } of worlds ({ $interval })
discovery-inside_and_unseen = { $density } of worlds ({ $interval }) and, of worlds that such a box has not seen, in { $unseen } (nine of ten resamples: { $range })
discovery-between = { $input } from { $low } to { $high }
discovery-at_least = { $input } at least { $low }
discovery-at_most = { $input } at most { $high }
discovery-coverage = Of the worlds in which it holds { $coverage } are there, of all worlds { $mass }.
discovery-coverage_unseen = Of unseen worlds in which it holds such boxes have { $coverage } (nine of ten resamples: { $range }).
discovery-nothing = No box of limits was found in which it is clearly more likely
discovery-nothing_means = It holds in { $share } of worlds ({ $interval }). Chance decides, or many inputs a little each.
discovery-limits = How the limits lie: { $limits }.
discovery-input = { $input } goes from { $range } in all worlds
discovery-lower = and { $share } of resamples have a lower limit of it (nine of ten of these: { $range })
discovery-upper = and { $share } of resamples have an upper limit of it (nine of ten of these: { $range })
discovery-no_lower = and no resample has a lower limit of it
discovery-no_upper = and no resample has an upper limit of it
discovery-overall = It holds in { $interest } of { $rows } worlds, { $share } ({ $interval }).
discovery-covers = The limits were chosen to fit these worlds, so that new worlds will fit a little less well; the interval of the share inside does not know of that choice.
discovery-stable = { $share } of resamples limit { $input } instead or as well.
discovery-stable_alone = { $share } of resamples limit { $input }, which are too few for a box.
discovery-kept = { $share } of resamples limit { $input }, as the box does: in the others it is none of the limits.
discovery-box_untold = { $limits }: there it holds in { $inside }, which is not told from the { $overall } of all: do not rely on these limits

## In short: the value of information.

value-asked = Which uncertainty is worth resolving before choosing among { $policies }?
value-best = { $policy } is best on average, with { $mean }: { $metric }
value-first_untold = No policy is known to be best on average; { $policy } comes first, with { $mean }: { $metric }
value-only = There is no other policy to compare it with.
value-next = Next is { $policy }, { $gap } against the first ({ $interval }). The first is the best in { $share } of the worlds, together with another in { $tied }.
value-next_untold = { $policy } cannot be told from it: { $gap } against the first ({ $interval }). The first is the best in { $share } of the worlds, together with another in { $tied }.
value-first = Worth knowing first: { $name }, { $value }
value-changes = Knowing it would change the choice in { $share } of the worlds. Its range: { $source }
value-nothing = No single uncertainty is known to be worth resolving before the choice
value-nothing_means = No gain is told from none. The largest is that of { $name }: { $value }.
value-perfect = Knowing everything would be worth { $value }
value-perfect_means = Nothing can be worth more: it includes luck that nobody can know.
value-covers = Values are in the unit of the payoff, on average over the worlds. Estimates for single parameters are a little too low, on worlds that they were not fitted to.
value-turn = { $name }: knowing it would turn the choice in { $share } of the worlds.
value-no_turns = Nothing that can be known beforehand is known to turn the choice.

## In short: a search for trigger rules.

adapt-asked = { $scenario }: adaptive policy of { $whom }
adapt-question = Would { $whom } do better in “{ $scenario }” by rules that answer to what happens than by the best policy that never answers?
adapt-gain = The rules change this by { $change } against the best static policy ({ $interval }): { $metric }
adapt-untold = The rules cannot be told from the best static policy: { $change } ({ $interval }): { $metric }
adapt-shares = They do better in { $better } of the worlds and worse in { $worse }; they come to { $score }. No world of the search is among these.
adapt-nothing = No rule was found that does better; the best policy that never answers changes this by { $change } against the scenario as it is ({ $interval }): { $metric }
adapt-nothing_untold = No rule was found that does better, and the best policy that never answers cannot be told from the scenario as it is: { $change } ({ $interval }): { $metric }
adapt-nothing_means = It does better than the scenario in { $better } of the worlds and worse in { $worse }; it comes to { $score }. No world of the search is among these.
adapt-static_policy = best static policy
adapt-no_lever = the scenario as it is
adapt-payoff = what was sought
adapt-rule = Rule: { $what }
adapt-acts = It has acted in { $share } of the worlds by the end ({ $interval }).
adapt-covers = Judged on worlds that the search has not seen: what fits by chance does not count.
adapt-turns_none = Another search, with more candidates, more worlds or more rules, may find a rule that does better.
adapt-turns = The rules know what each side would know then. Worse information, or an answer by the other side that the model has not, would change what they gain.

## In short: what a result depends on.

turns-rises = { $what } rises with: { $meaning } ({ $known }).{ " " }
turns-falls = { $what } falls with: { $meaning } ({ $known }).{ " " }
turns-later = { $what }: later the higher this is: { $meaning } ({ $known }).{ " " }
turns-earlier = { $what }: earlier the higher this is: { $meaning } ({ $known }).{ " " }
turns-larger = { $what } is the larger, the higher this is: { $meaning } ({ $known }).{ " " }
turns-smaller = { $what } is the smaller, the higher this is: { $meaning } ({ $known }).{ " " }
turns-who = { $what }: this is a name and no number that could rise or fall with a parameter. The margin in months and the year of the threshold are.
turns-of_worlds =
    { $worlds ->
        [one] This is about { $worlds } of { $all } worlds: in the others one of the two is never reached.
       *[other] This is about { $worlds } of { $all } worlds: in the others one of the two is never reached.
    }
turns-of_worlds_of_run =
    { $worlds ->
        [one] This is about { $worlds } of { $all } worlds: the others have no such number.
       *[other] This is about { $worlds } of { $all } worlds: the others have no such number.
    }
turns-rank_correlation = rank correlation { $rho }, 95 %: { $low } to { $high }
turns-effect = The effect of { $policy } on { $title }
turns-none =
    { $worlds ->
        [one] { $what }: no parameter can be told from chance in { $worlds } world.
       *[other] { $what }: no parameter can be told from chance in { $worlds } worlds.
    }
turns-explained = All parameters that are told from chance give { $share } of the variation of ranks. The rest is luck, curvature and interplay.
turns-unread = It cannot be said which parameters matter most: { $reason }

## How well a parameter is known.

grade-measured = (known as measured, grade A)
grade-estimated = (estimated from data, grade B)
grade-judged = (expert judgement, grade C)
grade-assumed = (assumed, grade D)

## Around the figures of a report.

figures-none = The result was made without figures. This draws them:
figures-old = The result has no stored figures, as those of earlier versions. This makes it again:
figures-left_out =
    { $count ->
        [one] Shown are the first { $shown } of { $count } row; all are in { $file } inside this page.
       *[other] Shown are the first { $shown } of { $count } rows; all are in { $file } inside this page.
    }
figures-in_unit = { $title }. Numbers are in this unit: { $unit }
figures-yearly =
    { $count ->
        [one] Shown is each December and what was recorded: { $shown } of { $count } row; all are in { $file } inside this page.
       *[other] Shown is each December and what was recorded: { $shown } of { $count } rows; all are in { $file } inside this page.
    }

## What stands as a key in the cells of tables.

cell-restricted_mean = mean, never as the end of the horizon
cell-never = share of worlds in which it never happens
cell-us_more = United States: more
cell-us_less = United States: less
cell-china_more = China: more
cell-china_less = China: less
cell-world_more = the world: more
cell-world_less = the world: less
cell-no_agreement = not agreed
cell-unknown = the worlds do not tell

## Tables of a report, and the heads of their columns.

tables-input_unit = unit of the input
tables-no_effect =
    { $count ->
        [one] { $count } more row is of an input without any effect; { $file } of the result has all.
       *[other] { $count } more rows are of inputs without any effect; { $file } of the result has all.
    }
tables-left_out = Of rows and columns the main ones are shown ({ $shown } of { $count } rows); { $file } of the result has all.
tables-metric = Outcome
tables-unit = Unit
tables-median = Median
tables-never = Never
tables-headlines = Outcomes over the worlds: percentiles, never counting as the latest
tables-precision = How well each figure is known: standard errors
tables-effects = Effects of the policies on the main outcomes, in the same worlds
tables-design = The settings
tables-results = Means and spread at each setting, and the effect against the first one
tables-indices = Influence of each input on each output
tables-inputs = The inputs and their ranges
tables-held_out = The policies on worlds that the search has not seen
tables-search = What the search tried
tables-cells = Payoffs of every pair of strategies
tables-equilibria = Equilibria
tables-best_responses = Best answers
tables-pays = Does it pay?
tables-commitments = Moving first
tables-security = What each side can make sure of
tables-dominated = Strategies that another one beats always
tables-criteria = What each criterion makes of each policy
tables-pairs = Differences between policies under each view of the world
tables-flips = Where rankings turn
tables-satisficing = How often thresholds are met
tables-boxes = Limits of the boxes
tables-stability = How stable the limits are over resamples
tables-tree = The same as a tree
tables-policies = The policies
tables-information = What it is worth to know

## How a result was made.

method-title = How this was made
method-again = This command makes the same result again, byte for byte, with the same version of the program:
method-worlds = Simulations of worlds
method-failed = Failed worlds
method-seed = Seed
method-program = Program
method-commit = Commit
method-sources = Hash of the sources
method-key = Hash of version and inputs
method-errors = Every policy meets the same worlds. Standard errors are those of means over independent worlds; differences between policies are paired, world by world. Intervals of 95 % of means are Student's: with many worlds they reach 1.96 standard errors to either side.
method-scenario = The scenario as it was run
method-specification = The specification of the experiment
method-case = { $name }: { $title } (the reference, in full)
method-other_case = { $name }: { $title } (what differs from the reference)
method-more_cases =
    { $count ->
        [one] { $count } more scenario stands in the manifest inside this page.
       *[other] { $count } more scenarios stand in the manifest inside this page.
    }
method-changed = Parameters that are other than in the reference:
method-parameter = Under { $cases } this is { $after } instead of { $before }: { $what }.
method-files = Files of the result and their hashes
method-files_are = Whoever has the folder can hold each file against its hash. The manifest, byte for byte, and the data behind each figure, to six significant figures, are inside this page; detente report --extract writes them out again.
method-files_caption = Files
method-file = File
method-bytes = Bytes

## The model in short: docs/ODD.md in a few sentences.

odd-title = The model in short
odd-about = The model is described in full, with numbered equations, in docs/ODD.md after the ODD protocol (Grimm et al. 2020).
odd-purpose = Purpose
odd-purpose_is = To compare what export controls, subsidies and other levers of the United States and of China do to their race in generative AI: to compute and capability, to Chinese self-reliance, to cost, to safety, to how other countries align. It is meant for comparing policies under deep uncertainty, not for forecasting.
odd-entities = Entities
odd-entities_are = Two states with the same state variables and the same rules, and the rest of the world, which is passive. Firms are inside the investment, compute and releases of their state.
odd-scales = Scales
odd-scales_are = Steps of one month, from January 2023 to December 2040 unless the scenario says otherwise.
odd-process = A month
odd-process_is = Each state observes the other through noise and delay, decides by doctrine or by rules, and acts; then money, chips, power, talent, data and algorithms make capability, models are released, and distrust, safety, third countries and treaties follow.
odd-concepts = Uncertainty
odd-concepts_are = A world is one draw of all parameters and of all chance, fixed by seed and number. Every policy meets the same worlds.
odd-start = Start
odd-start_is = The state of January 2023 from public data; parameters from cards with a value or distribution, a source and a grade from A (measured) to D (assumed).
odd-input = Input
odd-input_is = Recorded policies up to the end of history; after that the levers of the scenario and of the policies.
odd-submodels = Mechanisms
odd-submodels_are = Eighteen, each of which can be switched off: investment, state funding, chip controls, domestic chips, the self-reliance mandate, compute and power, talent, data, algorithms, breakthroughs, rally, regulation, distrust, safety, the threshold, third countries, the treaty, and the cost of the race.
odd-left_out = Left out
odd-left_out_are = Single firms, wars, other countries as actors, elections, and everything else that nobody has written into the equations.

## A world told in words: `detente replay`, and the worlds of a report.

narrative-us = the United States
narrative-china = China
narrative-lead = lead of { $months }
narrative-lag = lag of { $months }
narrative-leads = it leads { $rival }
narrative-level = it is less than a month behind { $rival }
narrative-behind = it is { $months } behind { $rival }
narrative-state = capability US { $us_eci }, China { $china_eci } ECI; China's { $standing }; compute US/China { $compute } times; China's best chip { $chip } of the frontier's; distrust US { $us_distrust }, China { $china_distrust }; safety effort US { $us_safety }, China { $china_safety }
narrative-release = { $name } releases a model at { $eci } ECI, { $more } more than its last. Without good or bad luck in training it would have come to { $potential }; { $standing }.
narrative-breakthrough = { $name } makes an efficiency breakthrough: software gets { $times } times as efficient. Such leaps are likelier where compute is scarce for the talent at hand: { $researchers } thousand researchers work with { $compute } H100-equivalents.
narrative-tools = { $name } gets its own chip tools to work, so the tool controls of { $rival } (stringency { $stringency }) no longer bind. Funding and unmet demand drove it.
narrative-policy = { $name } moves { $lever } to { $value } ({ $reason }).
narrative-recorded = as recorded
narrative-decided = by schedule, trigger rule or doctrine; { $name } perceives a threat of { $threat } and a { $standing }
narrative-signed = A governance framework enters into force at a mean distrust of { $distrust }. Incidents and both sides' stance made it likelier; it limits controls and lifts safety.
narrative-broken = The governance framework breaks after { $months }. Distrust stands at { $us_distrust } in the United States and { $china_distrust } in China.
narrative-catastrophe = A model of { $name } gets out of control: { $cost } USD bn of damage. Its safety effort was { $safety } and the hazard { $hazard } a year.
narrative-threshold = { $name } passes the transformative-capability threshold with an effective compute of 10^{ $size } FLOP.

## Numbers with a unit that is counted.

quantity-months =
    { $number ->
        [one] { $number } month
       *[other] { $number } months
    }
quantity-years =
    { $number ->
        [one] { $number } year
       *[other] { $number } years
    }
quantity-worlds =
    { $number ->
        [one] { $number } world
       *[other] { $number } worlds
    }
quantity-points =
    { $number ->
        [one] { $number } percentage point
       *[other] { $number } percentage points
    }

## Figures of results: what they share.

figure-missing = not available
figure-never = never
figure-quantity = { $number } { $unit }
figure-worlds =
    { $count ->
        [one] { $count } world
       *[other] { $count } worlds
    }
figure-foot = { $case } Seed { $seed }, detente { $version }, result { $hash }. Conditional what-if, not a forecast.
figure-foot_many = { $case } Seed { $seed }, detente { $version }, result { $hash }. Conditional what-ifs, not forecasts.
figure-foot_recorded = { $case } Seed { $seed }, detente { $version }, result { $hash }. Recorded: { $source }. Conditional what-if, not a forecast.
figure-scenario = Scenario { $name }
figure-sentence = { $text }.
figure-case_policy = { $case }, policy { $names }
figure-case_worldview = { $case }, worldview { $names }
figure-case_set =
    { $count ->
        [one] { $case }, with { $count } setting
       *[other] { $case }, with { $count } settings
    }
figure-drawn = { $drawn } of { $worlds }
figure-drawn_recorded = { $drawn } of { $worlds }; dots: recorded
figure-bands = Median, 50 % and 90 % bands
figure-year = year
figure-never_by = never by { $year }
figure-after_sentence = { $title } { $what }
figure-after_title = { $title }: { $what }
figure-to = { $low } to { $high }
figure-share_of_worlds = share of worlds
figure-in_unit = { $what }, { $unit }
figure-wanted_more = more
figure-wanted_less = less
figure-two_sentences = { $title }. { $what }
figure-low = low
figure-high = high
figure-times = { $number } times

## Figures of a run.

figure-run-capability = Released capability of both states (Epoch Capabilities Index points)
figure-run-capability_panel = Released capability
figure-run-capability_unit = ECI points
figure-run-credit_gap = Epoch AI, CC BY (GAP rows of configs/facts.csv)
figure-run-lag = China's lag behind the released US frontier, months
figure-run-lag_panel = China's lag
figure-run-lag_unit = months; below zero China leads
figure-run-compute = Installed AI compute of both states (H100-equivalents)
figure-run-compute_panel = Installed compute
figure-run-compute_unit = H100-equivalents
figure-run-compute_credit = compute_total rows of configs/facts.csv (China); hyperscaler_stock rows over 0.83, their part of US purchases (US; bought since 2022, of which up to a tenth is no longer installed)
figure-run-chip = How good is the best Chinese AI chip, against the best frontier chip?
figure-run-chip_panel = Best Chinese chip / frontier chip
figure-run-chip_unit = ratio; 1 is parity
figure-run-chip_credit = best_chip_ratio rows of configs/facts.csv
figure-run-self_sufficiency = Share of China's new compute that needs no American permission
figure-run-self_sufficiency_panel = China's self-sufficiency
figure-run-self_sufficiency_unit = share of new compute
figure-run-spending = AI spending since January 2023, private and state (USD bn, cumulative)
figure-run-spending_panel = Spending since 2023
figure-run-spending_unit = USD bn
figure-run-private = Private AI investment of both states (USD bn a year)
figure-run-private_unit = USD bn a year
figure-run-private_credit = hyperscaler_capex rows of configs/facts.csv (all capital spending of four US firms, about equal to all private AI spending)
figure-run-state = State AI funding of both states (USD bn a year)
figure-run-state_unit = USD bn a year
figure-run-state_credit = ai_capex_state rows of configs/facts.csv
figure-run-distrust = How far do the two states distrust each other? (1 = January 2023)
figure-run-distrust_panel = Distrust
figure-run-distrust_unit = index, 1 = January 2023
figure-run-safety = How much of the safety effort that would be needed is made?
figure-run-safety_panel = Safety effort
figure-run-safety_unit = share of what is needed
figure-run-parity = When does the best Chinese chip match the best frontier chip?
figure-run-parity_label = parity
figure-run-threshold = When does the first state pass the transformative-capability threshold?
figure-run-threshold_label = threshold passed
figure-run-with_us = with the United States
figure-run-with_neither = with neither
figure-run-with_china = with China
figure-run-third = With whom do third countries align?
figure-run-third_drawn = Mean shares
figure-run-third_unit = share of third-country adoption
figure-run-half_years = Share of worlds by half-year, and worlds in which it never happens,
figure-run-neither = neither
figure-run-aligned = Third countries aligned with
figure-run-aligned_unit = share of adoption
figure-run-credit_all = Epoch AI, CC BY, and others (configs/facts.csv)
figure-run-error_lag = China's lag in 2035, mean
figure-run-error_ratio = compute ratio 2035, median
figure-run-error_china_spending = Chinese spending, 95 % point
figure-run-error_us_spending = US spending, mean
figure-run-error_parity_never = parity never, share
figure-run-error_treaty_never = treaty never, share
figure-run-error_x = worlds
figure-run-error_y = standard error over the value
figure-run-error = How well are the figures known with more worlds?
figure-run-error_drawn = Standard errors over the first 125, 250, 500 ...

## Of a comparison.

figure-compare-panel_lag = China's lag
figure-compare-panel_capability = Released capability, China
figure-compare-panel_ratio = US compute over China's
figure-compare-panel_compute = Usable compute, China
figure-compare-panel_chip = Best Chinese chip / frontier chip
figure-compare-panel_self_sufficiency = China's self-sufficiency
figure-compare-panel_spending = Spending since 2023, China
figure-compare-panel_cost = Race cost, United States
figure-compare-panel_safety = Safety effort, United States
figure-compare-against = { $policies } against { $reference }
figure-compare-difference = difference ({ $unit })
figure-compare-effects = What does each policy change, against { $reference }?
figure-compare-effects_drawn = Difference of means on the same { $worlds } with its 95 % interval (random draws alone); never counted as { $end }
figure-compare-note = { $size }; { $split }
figure-compare-same = same
figure-compare-points = { $number } pp
figure-compare-moves = Which policy moves what, and how far?
figure-compare-moves_drawn = Differences of means on the same { $worlds }, of rare events in the share of worlds (pp: percentage points); in brackets where the 95 % interval holds zero
figure-compare-moves_color = difference in standard deviations over the reference's worlds
figure-compare-bands = Medians, 50 % and 90 % bands
figure-compare-narrow_bands = Medians and 50 % bands
figure-compare-course = The course of the race: { $cases }
figure-compare-drawn = { $bands } of the same { $worlds }
figure-compare-to_never = to never
figure-compare-from_never = from never
figure-compare-none_seen = no difference seen in { $worlds }
figure-compare-same_everywhere = the same in every world
figure-compare-better = better for { $whom } in { $better }, worse in { $worse }, the same in { $same }
figure-compare-later = later in { $later }, earlier in { $earlier }, the same in { $same }
figure-compare-more = more in { $more }, less in { $less }, the same in { $same }

## Of a discovery.

figure-discover-some_points =
    { $count ->
        [one] { $count } point
       *[other] { $count } points
    }
figure-discover-source = Source: { $what }.
figure-discover-rows = { $rows } of { $folder }
figure-discover-rows_under = { $rows } under { $policy } of { $folder }
figure-discover-all_inputs =
    { $count ->
        [one] all { $count } input
       *[other] all { $count } inputs
    }
figure-discover-kept_inputs =
    { $count ->
        [one] the { $count } input kept
       *[other] the { $count } inputs kept
    }
figure-discover-denser = How much denser does box { $number } become for what it leaves out?
figure-discover-denser_drawn = { $condition }. Along each line the box gets smaller from right to left: share of { $noun } in the box in which the condition holds (density) against share of all such { $noun } that are in it (coverage). Chosen: { $density } dense, covering { $coverage }
figure-discover-coverage = coverage
figure-discover-density = density
figure-discover-all_with = all { $noun }: { $share }
figure-discover-chosen = chosen
figure-discover-all = all { $noun }
figure-discover-box = box { $number }
figure-discover-input = { $meaning } ({ $key })
figure-discover-where = Where does box { $number } lie?
figure-discover-where_drawn = { $condition }: holds in { $density } of { $noun } in the box, { $overall } overall. Bars: range of the input; dots: median. Limits in resamples: median, 5 % to 95 %
figure-discover-lower = lower limit in resamples
figure-discover-upper = upper limit in resamples
figure-discover-side_share = in { $share }
figure-discover-worlds = worlds
figure-discover-points = points

## Of a sweep.

figure-sweep-under = { $meaning }, under { $policy }
figure-sweep-contours = { $drawn }; lines join equal values
figure-sweep-ends = { $drawn }; one input at a time at its lowest and its highest value, all others as they are
figure-sweep-nothing_set = nothing set: { $value }
figure-sweep-lines = each line is a point of { $worlds }, metrics as means
figure-sweep-color = { $drawn }; colour: { $meaning }
figure-sweep-parallel = Which settings lead to which outcomes?
figure-sweep-restricted_mean = mean of { $worlds } a point; never counts as the end of the horizon
figure-sweep-united_states = share of { $worlds } a point in which it is the United States
figure-sweep-mean = mean of { $worlds } a point
figure-sweep-with_interval = { $drawn }; band: its 95 % interval

## Of a study of robustness.

figure-robust-worlds =
    { $count ->
        [one] { $worlds } under each of { $count } worldview
       *[other] { $worlds } under each of { $count } worldviews
    }
figure-robust-regret_color = regret, as a share of the largest in its column
figure-robust-regret = What is lost at most in nine worlds of ten, against the best policy of each world?
figure-robust-regret_drawn = 90th percentile of regret over { $worlds }; no metric is added to another.
figure-robust-rank = rank, 1 is the best
figure-robust-ranking = How do the criteria rank the policies by { $metric }?
figure-robust-ranking_drawn = { $meaning }; { $wanted } is wanted. Rank, and below it the criterion's value ({ $unit }), over { $worlds }.
figure-robust-years = calendar year; regrets in years

## Of a game.

figure-game-payoff = payoff of { $side }, { $unit }
figure-game-matrix_drawn = Rows: strategies of the United States; columns: of China. Mean payoffs of both (US, CN) over { $worlds }; *: best response to the other side's strategy. Colour: more or less than in the first cell.
figure-game-matrix_us = The United States' payoff ({ $formula }), by what both sides do
figure-game-matrix_china = China's payoff ({ $formula }), by what both sides do
figure-game-always = pays either way
figure-game-only_unanswered = pays only without an answer
figure-game-only_answered = pays only with an answer
figure-game-does_not = does not pay
figure-game-answered = pays with an answer; without one not known
figure-game-not_answered = does not pay with an answer; without one not known
figure-game-unanswered = pays without an answer; with one not known
figure-game-not_unanswered = does not pay without an answer; with one not known
figure-game-unknown = not known
figure-game-no_reaction = { $name }, no reaction
figure-game-answered_by = { $name }, answered by { $answer }
figure-game-note = { $gain }; { $verdict }
figure-game-against = { $side }, compared with { $first }
figure-game-gain = gain in payoff, { $unit }
figure-game-pays_drawn = Mean gain over { $worlds } with 95 % intervals: while the other side stays with its first strategy (grey), and when it answers both with what is best for itself (coloured).
figure-game-pays = Which strategies pay, with and without a reaction of the other side?
figure-game-us_cell = US { $payoff }
figure-game-china_cell = CN { $payoff }
figure-game-equilibrium = equilibrium

## Of what information is worth.

figure-voi-share_of = { $meaning }: share of worlds in which it is the United States
figure-voi-year_of = { $meaning } (never counts as the end of the horizon)
figure-voi-more = { $what }; more is better
figure-voi-less = { $what }; less is better
figure-voi-worlds = { $worlds }, the same under every policy
figure-voi-changes = changes the choice in { $share }
figure-voi-single = One parameter by itself
figure-voi-together = Together
figure-voi-ranking_drawn = Expected gain from knowing a parameter before choosing among { $policies }; { $goal }. Dot: gain in held-out worlds; bar: from its lower 95 % end to the upper one of the regression; coloured: above zero beyond chance, grey: not. Knowing everything, luck included: { $perfect }. { $worlds }
figure-voi-ranking = Which uncertainty is worth resolving before the choice?
figure-voi-best_in = best in { $share }
figure-voi-best_or_tied = best in { $share }, tied in { $tied }
figure-voi-less_that_of = Payoff less that of { $best }, the best on the mean
figure-voi-left_worse = { $unit }; left: worse
figure-voi-policies_drawn = { $goal }. Mean difference in the same worlds with its 95 % interval; at the right the share of worlds in which each is the best. { $worlds }
figure-voi-policies = How do the policies stand now?
figure-voi-lower_worse = { $unit }; lower: worse
figure-voi-best = { $best }, the best on the mean
figure-voi-turning_drawn = Expected payoff less that of { $best }, given { $meaning } ({ $source }, { $grade }); a line above zero would be chosen there. { $goal }; { $low } to { $high }
figure-voi-turning = Where does the choice turn along { $parameter }?

## Of a sensitivity analysis.

figure-sensitivity-shares_drawn = Shares of variance from { $points } base points ({ $worlds } worlds); thin lines: 95 % bootstrap intervals
figure-sensitivity-largest = { $about }: the largest effect is that of { $input }
figure-sensitivity-screening_drawn = Effects from the 5 % to the 95 % point of each input, over { $trajectories } trajectories, each in a world of its own
figure-sensitivity-tornado_drawn = Means over the same { $worlds } with each input at its low and its high end (5 % and 95 %, or the ends of its range), all else as it is
figure-sensitivity-share = { $about }: { $share } of its variance comes from { $input }
figure-sensitivity-of = { $drawn }; the { $most } largest of { $all }
figure-sensitivity-chance = chance (shocks, other parameters)
figure-sensitivity-of_variance = share of the variance of { $output }
figure-sensitivity-mu = mu*: mean size of the effect, { $unit }
figure-sensitivity-sigma = sigma: standard deviation of the effect (of a group: of its size), { $unit }
figure-sensitivity-slope_one = sigma = mu*: depends on the other inputs
figure-sensitivity-slope_tenth = sigma = mu*/10: nearly a straight line
figure-sensitivity-as_it_is = as it is: { $value }
figure-sensitivity-first = { $meaning }: { $agent }

## Of a search for trigger rules.

figure-adapt-reference = the reference: { $score }
figure-adapt-better = better in { $better }, worse in { $worse }
figure-adapt-what = { $meaning } ({ $criterion })
figure-adapt-mean = mean
figure-adapt-worst_tenth = mean of the worst tenth
figure-adapt-difference = difference, { $unit }
figure-adapt-without = Without any of it
figure-adapt-rule = rule { $number }
figure-adapt-acted = share of worlds in which the rule has acted
figure-adapt-numbered = { $number }: { $rule }
figure-adapt-held_out = Do trigger rules beat the best static policy on worlds they have not seen?
figure-adapt-held_out_drawn = Differences from the best static policy over { $worlds }, with 95 % intervals
figure-adapt-pathway = When do the rules act?
figure-adapt-pathway_drawn = Share of { $worlds }. { $rules }
figure-adapt-set = { $lever } is set to { $value }
figure-adapt-add = { $lever } is moved by { $value }
figure-adapt-a_month = in a month
figure-adapt-in_a_row = for { $months } months in a row
figure-adapt-at_once = at once
figure-adapt-months_later =
    { $count ->
        [one] { $count } month later
       *[other] { $count } months later
    }
figure-adapt-below = when { $observable } has been below { $threshold } ({ $unit }) { $held }, { $done }, { $when }
figure-adapt-above = when { $observable } has been above { $threshold } ({ $unit }) { $held }, { $done }, { $when }

## Of the simulated history against the recorded one.

figure-history-title = Simulated and recorded: { $area }, { $unit }
figure-history-title_log = Simulated and recorded: { $area }, { $unit } (log scale)
figure-history-drawn =
    { $count ->
        [one] { $inside } of { $count } recorded fact inside the predicted band, which is the spread of { $worlds } together with the error of the source
       *[other] { $inside } of { $count } recorded facts inside the predicted band, which is the spread of { $worlds } together with the error of the source
    }
figure-history-foot = Scenario { $name }. Seed { $seed }, detente { $version }, result { $hash }. Recorded: sources in configs/facts.csv; Epoch AI data CC BY.
figure-history-fact = { $what } ({ $id })
figure-history-what = { $title }, { $whose }, { $date }
figure-history-without_subject = { $title }, { $date }
figure-history-us = US
figure-history-china = China
figure-history-world = world

## Drawn by `detente plot` from tables.

figure-again-all_worlds = all worlds of each policy
figure-again-source = From `{ $command }`.
figure-again-world = world
figure-again-of_one = { $state }: { $meaning }
figure-again-of_both = United States and China: { $meaning }
figure-again-worlds = all worlds
figure-again-histogram = Histogram
figure-again-never = never within the horizon

## Words that are drawn in charts of any kind.

chart-log = { $unit }, log scale
chart-history = history
chart-policy = policy
chart-nothing = no values
chart-recorded = recorded
chart-history_ends = history ends, policy begins
chart-no_value = no value
chart-first_order = first order: alone
chart-total_order = total order: with all interactions
chart-no_input = not an input
chart-alone = alone
chart-interactions = with all interactions
chart-low_end = input at its low end
chart-high_end = input at its high end
chart-input_without_value = { $input }: no value
chart-simulated = simulated: median, 5–95 %
chart-predicted = predicted for the record: with its error, 5–95 %
chart-inside = recorded, inside
chart-outside = recorded, outside
chart-bars = share of all worlds in each bar ({ $width }); line: median of all worlds
chart-equal_ratios = equal ratios
chart-wide = { $width } wide
chart-one_bar = one
chart-no_world = no world has a value
chart-median = median { $median }
chart-quantiles = median { $median }, 5–95 %: { $low } to { $high }
chart-none = none
chart-no_limit = no limit

## What is said of a place of a figure.

hover-bar = { $label }, { $bar }: { $share } of all worlds
hover-recorded = { $label }, recorded { $year }: { $value }

## What a figure shows, for readers who cannot see it.

alt-nothing = { $kind }: no values.
alt-all = { $kind }: { $listed }.
alt-more = { $kind }: { $listed }; and { $more } more.
alt-without = { $label } without values
alt-median = { $label }, median { $value } in { $when }
alt-then = { $first }, { $value } in { $when }
alt-band = { $first } (90 % of worlds: { $low } to { $high })
alt-fan = Lines with bands over time
alt-multiples =
    { $count ->
        [one] { $count } panel of lines with bands over time
       *[other] { $count } panels of lines with bands over time
    }
alt-never = { $first }, { $never } in { $share } of worlds
alt-histogram = Histogram of worlds
alt-outside = { $label } is recorded as { $value } but predicted between { $low } and { $high }
alt-validation = { $kind }; { $inside } of { $all } lie inside the predicted band
alt-facts = Recorded facts against simulated bands
alt-shares = Stacked shares over time
alt-share = { $label } { $first } in { $start }, { $last } in { $end }
alt-forest = Estimates with their intervals
alt-curves = Lines of { $y } over { $x }
alt-ends = { $label } { $first } at { $at_first }, { $last } at { $at_last }
alt-lowest = lowest { $value } ({ $place })
alt-highest = highest { $value } ({ $place })
alt-heat_map = Table of { $rows } and { $columns } coloured by { $color }
alt-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
alt-columns =
    { $count ->
        [one] { $count } column
       *[other] { $count } columns
    }
alt-place = at { $x } { $at_x }, { $y } { $at_y }
alt-surface = Map of { $color } over { $x } and { $y }
alt-tornado = Results at both ends of each input
alt-no_estimate = no estimate
alt-indices = Bars of the { $unit }
alt-point = { $label } at { $x }, { $y }
alt-scatter = Points of { $y } over { $x }, from the right
alt-lines = { $label } with { $count }
alt-parallel = Lines across { $count } axes ({ $names })
alt-parallel_colored = { $lines } lines across { $count } axes ({ $names }), coloured by { $color }.

## Heads and words of the tables behind figures.

table-with_unit = { $what } ({ $unit })
table-x = x
table-y = y
table-percentile = { $share } %
table-month = month
table-year = year
table-median = median
table-recorded = recorded
table-recorded_low = recorded, low
table-recorded_high = recorded, high
table-series = series
table-panel = panel
table-unit = unit
table-what = what
table-to = to
table-share_of_worlds = share of all worlds
table-bar = bar
table-of_all_worlds = { $what } of all worlds
table-simulated_low = simulated, 5 %
table-simulated_median = simulated, median
table-simulated_high = simulated, 95 %
table-predicted_low = predicted, 5 %
table-predicted_high = predicted, 95 %
table-yes = yes
table-no = no
table-fact = fact
table-inside_band = inside the predicted band
table-share = share
table-unscaled = unscaled share
table-from = from
table-label = label
table-estimate = estimate
table-low = low
table-high = high
table-note = note
table-row = row
table-column = column
table-value = value
table-written = written in the cell
table-input = input
table-end = end
table-input_value = value of the input
table-result = result
table-first_order = first order
table-first_order_low = first order, low
table-first_order_high = first order, high
table-total_order = total order
table-total_order_low = total order, low
table-total_order_high = total order, high
table-kind = kind
table-slope = slope of a line from the origin
table-color = colour

## Months.

month-january = January { $year }
month-february = February { $year }
month-march = March { $year }
month-april = April { $year }
month-may = May { $year }
month-june = June { $year }
month-july = July { $year }
month-august = August { $year }
month-september = September { $year }
month-october = October { $year }
month-november = November { $year }
month-december = December { $year }
month-day = { $day } { $month }

## What columns hold that have more than one kind of cell.

dictionary-or_never = { $meaning }; `never` if not within the horizon
dictionary-who = { $meaning }: us, china or nobody
