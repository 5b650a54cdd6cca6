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
focus-self_sufficiency = China's chip self-sufficiency
focus-leader_compute = effective compute of the leading state
focus-us_spending = AI spending of the United States so far
focus-china_spending = AI spending of China so far
focus-us_cost = cost of the race to the United States so far
focus-china_cost = cost of the race to China so far
focus-us_output = what AI adds to the economy of the United States
focus-china_output = what AI adds to the economy of China
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
focus-monthly = { $what }, { $whose }

## What happens once in a world, or never.

milestone-tools = China's own chip tools work
milestone-parity = the best Chinese chip matches the frontier
milestone-self_sufficiency = China's chip self-sufficiency reaches 80 %
milestone-china_leads = China leads for six months or more
milestone-us_threshold = the United States reaches transformative AI
milestone-china_threshold = China reaches transformative AI
milestone-signed = an AI treaty enters into force
milestone-broken = the AI treaty breaks
milestone-catastrophe = a loss of control

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
parting-first = First divergence (5 %): { $what }.
parting-link = { $series } in { $month }, { $after } instead of { $before }
parting-of_agent = { $what } of { $agent }
parting-details = What follows from it under { $policy }, step by step
parting-what = What differs
parting-then = Then, under { $case }
parting-at_end = At the end, under { $case }
parting-chain = First divergence of each quantity (5 %, or 0.05, one month, one ECI point)
parting-event = What happens
parting-shifted = What comes in another month, or under one of the two alone

## What the model gets right and wrong.

hindcast-title = What the model gets right and wrong
hindcast-simulated = { $count } simulations of this scenario that do not know the record are held here against what was recorded from 2023 on. The band of a fact is the spread of the simulations together with the error of the source: what the source should have said if the model were right. The command detente validate does the same with more simulations, or with other facts.
hindcast-folder = The simulations of { $folder } are held here against what was recorded from 2023 on. The band of a fact is the spread of the simulations together with the error of the source: what the source should have said if the model were right.
hindcast-no_fact = No recorded fact lies within the simulated time, so nothing can be said of how well the model meets the past.
hindcast-inside =
    { $inside ->
        [one] { $inside } of { $facts } recorded facts lies in its 5-95 % band: { $share } (95 %: { $low } to { $high })
       *[other] { $inside } of { $facts } recorded facts lie in their 5-95 % bands: { $share } (95 %: { $low } to { $high })
    }
hindcast-expected = Expected: 90 %.
hindcast-too_wide = The model's ranges are too wide: { $width } times the errors of the sources alone.
hindcast-too_sure = The model's ranges are too narrow: { $width } times the errors of the sources alone.
hindcast-right_width = The difference is not significant for so few facts. The model's ranges are { $width } times the errors of the sources alone.
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
hindcast-fitted = The parameters were set by hand with most of these facts in sight, so this is no test on unseen data; it says that the model can reproduce the past, not that it knows the future (the command detente score tests forecasts from earlier dates). Facts of one kind are not independent of each other.
hindcast-conditioned = These simulations were made to agree with the record, so that how well they meet it says nothing of the model: leave out --histories for simulations that do not know it.
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
        [one] The model has { $count } parameter. Grade A (measured): { $measured }; B (estimated from data): { $estimated }; C (expert judgement): { $judged }; D (assumption): { $assumed }. { $fixed } are the same in all simulations; the others are drawn anew for each.
       *[other] The model has { $count } parameters. Grade A (measured): { $measured }; B (estimated from data): { $estimated }; C (expert judgement): { $judged }; D (assumption): { $assumed }. { $fixed } are the same in all simulations; the others are drawn anew for each.
    }
cards-no_importance = None of these results says which parameters matter; a run, a comparison or a sensitivity analysis beside them would.
cards-by_correlation =
    { $count ->
        [one] How much a parameter matters is taken here from its rank correlation with one outcome over { $count } simulation ({ $metric }). Up to { $floor } chance alone would reach in one of twenty results, so what is below it is not told from nothing.
       *[other] How much a parameter matters is taken here from its rank correlation with one outcome over { $count } simulations ({ $metric }). Up to { $floor } chance alone would reach in one of twenty results, so what is below it is not told from nothing.
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
cards-none_important = No parameter is told to matter for this outcome by this measure; more simulations may show some.
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
cards-value = Value or distribution over simulations
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
define-percentile = { $share } of a hundred simulations lie at or below this number. Where never is possible, it counts as the latest.
define-median = Half of the simulations lie at or below this number, half at or above it. Where never is possible, it counts as the latest.
define-never = Share of simulations in which it does not happen within the simulated time.
define-id = The number of the recorded fact. The question mark beside each says what was recorded, and who says so.
define-fact = What was recorded, of whom, and when.
define-band = Whether the recorded value lies in the 5-95 % band of what its source should have said if the model were right. Badly met is a fact inside of it whose distance from the median is more than two errors of the fact.
define-recorded = The value that the source states.
define-predicted = The median of what the source should have said if the model were right: the simulations together with the error of the fact.
define-range = Nine of ten predicted values lie in this band: the spread of the simulations together with the error of the fact.
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
define-among = Share of all simulations whose draw is lower; 50 is the middle.
define-correlation = Spearman's rank correlation of this parameter with the outcome over all simulations, with its 95 % interval by Fisher's transformation: 1 is always rising together, 0 is no order.
define-push = The correlation times the distance of the draw from the middle: by how many places of a hundred this draw moves the world among all simulations.
define-what = The quantity that differs between the two policies in this world.
define-then_name = When it differs
define-then = Its value under this policy in the month in which the two are first clearly apart.
define-at_end_name = At the end
define-at_end = Its value under this policy at the end of the simulated time.
define-event = What happens once, and in which month under each policy.
define-parameter = An uncertain or fixed number of the model. The question mark beside each says what it is.
define-meaning = What the number stands for.
define-value = The number where it is the same in all simulations; else the distribution from which each world draws its own.
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
define-figure-percentile = That share of the simulations lies at or below this number.
define-figure-recorded_low = Where the error bar of the record begins.
define-figure-recorded_high = Where the error bar of the record ends.
define-figure-series = Which line, band or group of the figure the row belongs to.
define-figure-panel = The part of the figure in which it is drawn.
define-figure-what = A bar, the share of simulations in which it never happens, or a percentile of all simulations.
define-figure-from = Where the bar begins; of a percentile, its value.
define-figure-count = How many lie in the bar.
define-figure-expected = How many would lie in the bar on average if all bars were even.
define-figure-to = Where the bar ends; of a percentile, its value.
define-figure-share_of_worlds = Share of all simulations that lie in the bar, or in which it never happens.
define-figure-simulated_low = 5 % of the simulations lie at or below this number.
define-figure-simulated_median = Half of the simulations lie at or below this number.
define-figure-simulated_high = 95 % of the simulations lie at or below this number.
define-figure-predicted_low = Lower end of the 5-95 % band of what the source should have said if the model were right: the simulations together with the error of the fact.
define-figure-predicted_high = Upper end of that band.
define-figure-inside_band = Whether the recorded value lies in the 5-95 % band of what its source should have said.
define-figure-share = The share as it is drawn: of the sum of all parts in that month.
define-figure-unscaled = The share before all parts are scaled to add up to one.
define-figure-label = What the row or point of the figure is called.
define-figure-estimate = The value that is drawn as a point.
define-figure-low = Where the interval begins that is drawn around the value.
define-figure-high = Where the interval ends that is drawn around the value.
define-figure-height = how far the region reaches here: high less low
define-figure-part = What a mechanism has to do with an effect: its part of the mean difference.
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
report-glossary = Glossary
report-foot = Made by detente { $version } from results { $hashes }. Conditional what-ifs, not forecasts.
report-answers = All that was found
report-figures = Figures
report-tables = Tables
report-said = Full text output
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
title-policies =
    { $count ->
        [one] one policy against { $reference }
       *[other] { $count } policies against { $reference }
    }
title-explanation = { $title }
title-sweep = Sweep: { $title }
title-sensitivity = Sensitivity: { $title }
title-adaptation = Policy that answers: { $title }
title-game = Game: { $title }
title-robustness = Robustness: { $title }
title-discovery = Discovery: { $title }
title-value = Value of information: { $title }
title-history = History: { $name }
title-conditioning = Conditioning: { $title }
title-scores = Scores: { $title }

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

validate-missed =
    { $count ->
        [one] Outside of its band: { $facts }.
       *[other] Outside of their bands: { $facts }.
    }
validate-missed_more = Outside of their bands: { $facts }, and { $more } more.
validate-fitted_none = The model was fitted with none of these facts at hand, so this is a test on unseen data. Facts of one kind are not independent of each other.
validate-fitted_some =
    { $count ->
        [one] The model was fitted with { $count } of these { $facts } facts at hand (used_for_fitting in validation.csv): on that one this is no test on unseen data.
       *[other] The model was fitted with { $count } of these { $facts } facts at hand (used_for_fitting in validation.csv): on those this is no test on unseen data.
    }
validate-published =
    { $count ->
        [one] { $count } of { $published } published forecasts lies outside of the model's 5-95 % band
       *[other] { $count } of { $published } published forecasts lie outside of the model's 5-95 % bands
    }
validate-published_fitted = The model is fitted to none of them; published.csv says why it differs.
validate-accounts =
    { $count ->
        [one] { $count } of { $accounts } accounts balances in every month of every simulation (largest relative residual { $largest })
       *[other] { $count } of { $accounts } accounts balance in every month of every simulation (largest relative residual { $largest })
    }
validate-accounts_open = The model does not keep its own books, so that no number is to be believed: { $accounts }.
validate-magnitudes =
    { $count ->
        [one] { $count } of { $magnitudes } magnitudes keeps its bounds
       *[other] { $count } of { $magnitudes } magnitudes keep their bounds
    }
validate-magnitudes_broken = Out of bounds (sanity.csv): { $bounds }.

## In short: histories that agree with the record.

condition-question = Which simulated histories agree with the recorded one?
condition-agree =
    { $count ->
        [one] { $count } history agrees with { $facts } recorded facts until { $until }
       *[other] { $count } histories agree with { $facts } recorded facts until { $until }
    }
condition-independent = Each is from a candidate of its own: none shares parameters or luck with another.
condition-pulled = Recorded otherwise than expected: { $fact } was { $recorded }; the simulations expected { $before } before they knew the record and say { $after } now
condition-moved = The record moved a parameter: { $parameter }, from { $before } to { $after }, its spread { $spread } times what it was
condition-moved_by = The record moved a parameter: { $parameter }, from { $before } to { $after }, its spread { $spread } times what it was; pulled most by { $fact }
condition-missed =
    { $count ->
        [one] { $count } fact is not met within 2 standard deviations: { $facts }
       *[other] { $count } facts are not met within 2 standard deviations: { $facts }
    }
condition-missed_fact = { $fact }, recorded { $recorded }, simulated { $after }
condition-arrived = The chains have arrived: over the last quarter of { $sweeps } sweeps the mean log likelihood moved by { $errors } standard errors; each number changed { $moves } times at least in the second half
condition-moving = The chains have not arrived: over the last quarter of { $sweeps } sweeps the mean log likelihood still moved by { $errors } standard errors. Take more with --sweeps

## Whether the worlds of a result agree with the record.

conditioning-histories =
    { $count ->
        [one] { $count } history of `{ $table }`
       *[other] { $count } histories of `{ $table }`
    }
conditioning-shared = as good as { $low } to { $high } independent worlds
conditioning-within = { $histories }, { $shared }
conditioning-beside = { $histories } ({ $shared })
conditioning-agree =
    { $count ->
        [one] Worlds agree with { $count } fact recorded until { $until } ({ $histories }).
       *[other] Worlds agree with { $count } facts recorded until { $until } ({ $histories }).
    }
conditioning-other_model = Worlds keep parameters and luck of the { $histories }, which were made for other parameter cards or mechanisms: under these they need not agree with the record. `detente condition` with the same options makes a table that does, for --histories.
conditioning-other_version = Worlds keep parameters and luck of the { $histories }, which were made by version { $version }: under the equations of this one they need not agree with the record.
conditioning-few = So few histories know parameters roughly: effective number { $effective }.

## In short: forecasts from earlier dates.

score-question = How good are forecasts from earlier dates?
score-inside =
    { $count ->
        [one] Out of sample, { $count } of { $forecasts } forecasts lies in its 5-95 % band: { $share }
       *[other] Out of sample, { $count } of { $forecasts } forecasts lie in their 5-95 % bands: { $share }
    }
score-width = The bands are { $width } times as wide as the errors of the records alone. The mean score (CRPS, in errors of the fact; smaller is better) is { $crps }.
score-skill =
    { $count ->
        [one] Skill on the { $count } forecast with an earlier fact of its kind: { $skills }
       *[other] Skill on the { $count } forecasts with an earlier fact of their kind: { $skills }
    }
score-skill_is = Above 0 the model is better than the naive forecast; in brackets the 90 % interval over resamples of observables.
score-no_skill = No forecast has an earlier fact of its kind, so there is nothing naive to compare with
score-persistence = { $skill } ({ $low } to { $high }) against persistence
score-drift = { $skill } ({ $low } to { $high }) against drift
score-line = { $skill } ({ $low } to { $high }) against a line
score-part =
    { $count ->
        [one] { $name }: { $count } forecast, { $share } inside; skill { $skills }
       *[other] { $name }: { $count } forecasts, { $share } inside; skill { $skills }
    }
score-part_alone =
    { $count ->
        [one] { $name }: { $count } forecast, { $share } inside; no earlier fact to compare with
       *[other] { $name }: { $count } forecasts, { $share } inside; no earlier fact to compare with
    }
score-lead_6 = Up to 6 months ahead
score-lead_12 = 6 to 12 months ahead
score-lead_18 = 12 to 18 months ahead
score-lead_more = More than 18 months ahead
score-missed =
    { $count ->
        [one] { $count } forecast missed, from { $origin }: { $fact }, recorded { $recorded }, predicted { $predicted } ({ $low } to { $high })
       *[other] { $count } forecasts missed, the worst from { $origin }: { $fact }, recorded { $recorded }, predicted { $predicted } ({ $low } to { $high })
    }
score-missed_from = { $fact } from { $origin }
score-missed_others = The others: { $forecasts }.
score-missed_more = Next: { $forecasts }; and { $more } more (forecasts.csv has all).
score-moving = The chains of { $origin } had not arrived: the likelihood still moved by { $errors } standard errors. Take more with --sweeps
score-pit_even = Recorded facts fall over the ranges as evenly as so many facts can show
score-pit_wide = Recorded facts fall in the middle of the ranges too often: ranges are too wide
score-pit_narrow = Recorded facts fall at the ends of the ranges too often: ranges are too narrow
score-pit_above = Recorded facts fall above the middle of the ranges too often: forecasts are too low
score-pit_below = Recorded facts fall below the middle of the ranges too often: forecasts are too high
score-pit_counts = Of { $facts } facts { $middle } lie in the middle half of their predicted distribution and { $below } below its median. Chance alone gives { $low } to { $high } of each (95 % for both together) where facts are independent; facts of one observable are not.

## In short: what stands first of every result.

screen-title = In short
screen-with_question = { $title }. { $question }
screen-what_if = Conditional what-ifs, not forecasts: every number says what follows if the stated assumptions hold.
screen-question = The question.
screen-method =
    { $count ->
        [one] How: one simulation of both states month by month, with seed { $seed }, by detente { $version }.
       *[other] How: { $count } simulations of both states month by month, with seed { $seed }, by detente { $version }. Parameters and chance differ from one to the next; policies meet the same ones.
    }
screen-sure = How sure is this?
screen-turns = What would change this conclusion?

## A workbook for spreadsheets: its first sheet and its charts.

workbook-charts = Charts
workbook-sheet = Sheet
workbook-holds = What it holds
workbook-rows = { $rows } rows: { $columns }
workbook-too_large = Left out: { $rows } rows of { $columns } columns. A sheet here takes up to { $cells } cells, and a spreadsheet up to { $most } rows. The file stands in the folder of the result, and as Parquet too if that was asked for.
workbook-raw = Left out: what single simulations drew or went through, row by row. The file stands in the folder of the result.
workbook-blank = An empty cell with “never” in the column to its right says that it does not happen within the horizon; any other empty cell has no value. Shares are shown as percent and stand in the cells from 0 to 1. Names of columns are those of the CSV files; the sheet data-dictionary says what each means.
workbook-median = { $name }, median
workbook-band = { $name }, { $end }
workbook-median_of = { $title }: { $name }, median of each policy
workbook-effect = { $outcome }: mean effect of each policy

## What must be known before the numbers are read.

warning-changed = { $folder } was changed since it was written: { $files }. The numbers below are those of the changed files.
warning-version = { $folder } was made by version { $theirs } of the program; this page was made by version { $ours }.
warning-unfinished = { $folder } also holds an unfinished run ({ $command }). This page shows the finished result before it.
warning-live = Another run ({ $command }) is being written to { $folder } at this moment. This page shows the finished result before it.
warning-mixed = { $one } and { $two } were made by different builds of the program. Differences between them may come from that.

## A run that was not finished.

unfinished-title = { $name }: not finished
unfinished-notice = { $folder } holds a run that was not finished. There are no results to report.
unfinished-live = { $folder } holds a run that is being written at this moment. There are no results to report yet.
unfinished-go_on = This goes on with it:
unfinished-there = What is there already:
unfinished-files = Files of the unfinished run
unfinished-rows = Rows

## Amounts and their intervals.

amount-never = never
amount-missing = not available
amount-range = { $low } to { $high }
amount-earlier = { $years } earlier
amount-later = { $years } later
amount-known = { $value } ({ $interval })
amount-interval = 95 % CI { $low } to { $high }
amount-no_interval = no confidence interval
amount-whose = { $what } ({ $states })

## In short: a run.

run-question = What happens from January 2023 to { $end } if its assumptions hold?
run-number = { $title }: { $median } in the median simulation (90 % of simulations: { $range })
run-middle = Half of the simulations: { $range }.
run-median_known = 95 % CI of the median: { $range }.
run-median_unknown = Too few simulations for a confidence interval of the median.
run-happens = { $title } by { $end }: in { $share } of simulations ({ $interval })
run-happens_when = Median { $median } (90 % of simulations: { $range }), with "never" as the latest.
run-happens_seldom = It happens in fewer than 5 % of simulations.
run-happens_rarely = It does not happen in half of the simulations or more; in 5 % it happens by { $earliest }.
run-covers = The spread over simulations holds parameters and chance. More simulations do not narrow it, and what the model leaves out is not in it
run-topic_lead = Lead
run-topic_compute = Compute
run-topic_cost = Cost
run-topic_safety = Safety
run-spread = { $median } (90 % of simulations: { $range })
run-at_date = { $value } in { $date }
run-lead = US lead over China: { $values }
run-lead_of_both = US lead over China: { $values }; China leads for six months or more by 2035 in { $share } of simulations
run-first = First to reach transformative AI (about 10^35 effective FLOP, uncertain) by { $end }: US { $us }, China { $china }, neither { $nobody }
run-first_known = Sampling error: at most ±{ $points } percentage points.
run-ratio = US/China compute ratio: { $values }
run-date = { $title }: { $spread }; not by { $end } in { $never }
run-seldom = { $title }: not by { $end } in { $never } of simulations
run-spending = Cumulative AI spending, { $start }-{ $end }: US { $us }, China { $china }
run-cost = Cost of AI competition worldwide, present value: { $spread }; state funding above its share of 2023, lost trade, incidents and loss of control, no benefit netted off
run-safety = Safety effort at its low point, of what is needed: US { $us }, China { $china }; peak US-China mistrust { $mistrust } % above its January 2023 level (model index)
run-events = By { $end }: loss of control in { $catastrophe } of simulations, an AI treaty in force at some time in { $treaty }
run-sampling =
    { $runs ->
        [one] Sampling error is too large for { $title }: about { $runs } simulation would do (`--runs`)
       *[other] Sampling error is too large for { $title }: about { $runs } simulations would do (`--runs`)
    }
run-median_month = Sampling error of the median is below one month.

## In short: a comparison.

comparison-question = What changes under { $policies } compared with { $reference }?
comparison-effect = { $policy }: { $effect }
comparison-covers = Confidence intervals are Monte Carlo error only. The spread over simulations holds parameters and chance, not what the model leaves out
comparison-no_reversal = No effect is significant, so there is none that a parameter could reverse
comparison-untold_reversal = Which parameter would reverse an effect can be estimated with { $least } simulations or more (`--runs`)
comparison-topic_ranking = Ranking
comparison-topic_policies = Policies
comparison-topic_payoff = Payoff
comparison-changes_nothing =
    { $worlds ->
        [one] { $policy } changes nothing: every outcome is that of { $reference } in { $worlds } simulation
       *[other] { $policy } changes nothing: every outcome is that of { $reference } in all { $worlds } simulations
    }
comparison-idle =
    { $worlds ->
        [one] { $policy }: its setting of { $setting } changes nothing (tried in { $worlds } simulation)
       *[other] { $policy }: its setting of { $setting } changes nothing (tried in { $worlds } simulations)
    }
comparison-rare =
    { $met ->
        [one] Loss of control occurs in { $met } of { $all } simulations, too few for reliable cost and payoff intervals
       *[other] Loss of control occurs in { $met } of { $all } simulations, too few for reliable cost and payoff intervals
    }
comparison-significant =
    { $known ->
        [one] { $known } of { $all } effects is statistically significant (95 %); one in twenty would be by chance alone
       *[other] { $known } of { $all } effects are statistically significant (95 %); one in twenty would be by chance alone
    }

## In short: an explanation.

explain-question = Why does { $policy } do what it does, against { $reference }?
explain-part = { $mechanism } ({ $change })
explain-through = It goes through { $mechanisms }
explain-through_against = It goes through { $mechanisms }; against it go { $against }
explain-through_nothing = No single mechanism has a significant part in it
explain-way = First to move: { $first } ({ $when }). By { $by }, in the median: { $changes }
explain-link = { $what } { $change }
explain-quantity = { $what } ({ $state })
explain-method = Parts are Shapley values of { $mechanisms } mechanisms over { $orders } orders of switching them on, in the same simulations: they add up to the mean effect
explain-covers = A part is what the effect would lose, on average, without the mechanism; with several mechanisms off the simulated world is far from the real one
explain-turns = Without a mechanism that carries the effect it would be smaller by about its part; parameters of that mechanism are what to doubt first

mechanism-private_investment = private investment that answers the race
mechanism-state_funding = state funding that answers a perceived lag
mechanism-chip_controls = export controls and smuggling
mechanism-fabs = China's own chip production
mechanism-mandate = the self-reliance mandate
mechanism-power = electric power
mechanism-talent = researchers
mechanism-data = training data
mechanism-algorithms = software progress and spill-over
mechanism-breakthroughs = efficiency breakthroughs
mechanism-rally = rallies after surprising releases
mechanism-regulation = regulation
mechanism-distrust = mistrust
mechanism-safety = safety effort and incidents
mechanism-threshold = who passes the threshold first
mechanism-world = third countries
mechanism-treaty = the treaty
mechanism-cost = the account of costs
mechanism-world_supply = world supply of frontier chips
mechanism-output = what AI adds to the economy
mechanism-rivalry = rivalry between the states
mechanism-division = division of compute between its uses
mechanism-rest = everything else

link-private_investment = private investment
link-state_funding = state funding
link-chip_imports = legally bought frontier chips
link-chip_smuggled = smuggled chips
link-chip_domestic = chips of its own production
link-chip_quality_ratio = quality of its own chips
link-installed_compute = installed compute
link-usable_compute = usable compute
link-researchers = researchers
link-training_compute = training compute
link-software_efficiency = software efficiency
link-released_eci = released capability
link-distrust = mistrust
link-safety_effort = safety effort

figure-explain-title = { $title }: { $change } on average under { $policy }
figure-explain-drawn = Each bar is the part of one mechanism in the mean effect (Shapley value over { $orders } orders); parts add up to the whole. { $worlds }
figure-explain-drawn_judged = Each bar is the part of one mechanism in the mean effect (Shapley value over { $orders } orders); parts add up to the whole. Green: what { $whom } would rather have. { $worlds }
figure-explain-others = { $count ->
        [one] { $count } other mechanism
       *[other] { $count } other mechanisms
    }
figure-explain-whole = Whole effect
figure-explain-axis = change of the mean, { $unit }
figure-explain-share = percentage points

tables-explained = The effect on each outcome
tables-parts = What each mechanism has to do with it
tables-links = What moves on the way

## In short: a sweep.

sweep-question =
    { $count ->
        [one] What follows from { $inputs }, at { $count } setting?
       *[other] What follows from { $inputs }, at { $count } settings, in the same simulations?
    }
sweep-range = { $title }: lowest { $low } at { $low_at }, highest { $high } at { $high_at }
sweep-where = Difference: { $change } ({ $interval } at most).
sweep-untold = { $title }: no statistically significant difference between settings
sweep-untold_range = Means from { $range } (widest difference: { $interval }).
sweep-same = { $title }: { $value } at every setting
sweep-covers = Lowest and highest were chosen because they differ most, which makes their difference slightly too large
sweep-turns = Everything else is held as in the scenario; another policy or worldview may change the result
sweep-size =
    { $points ->
        [one] One setting
       *[other] { $points } settings
    }{ $policies ->
        [one] {""}
       *[other] {""} under { $policies } policies
    }, { $worlds } simulations each, on common random numbers
sweep-beyond = Left out, beyond the horizon: { $outcomes }
sweep-idle = No effect on any outcome: { $input }
sweep-setting = { $input } = { $value }

## In short: a sensitivity analysis.

sensitivity-question = What does this depend on most: { $title }?
sensitivity-total = { $title }: { $share } of the variance involves this input ({ $low } to { $high }): { $input }
sensitivity-star = { $title } moves by { $size } on average (95 % CI { $low } to { $high }) with this input: { $input }
sensitivity-star_untold = { $title }: no significant effect of this input ({ $size } on average, 95 % CI { $low } to { $high }): { $input }
sensitivity-ends_untold = { $title }: no significant effect from low to high end of this input ({ $change }, { $interval }): { $input }
sensitivity-nothing = { $title }: no input that was moved changed it in any simulation
sensitivity-ends = { $title }: { $change } from low to high end of this input ({ $interval }): { $input }
sensitivity-intervals_sobol = Intervals: 95 % bootstrap over base points; the rest of the variance is chance: monthly shocks and all other parameters
sensitivity-intervals_morris = Intervals: 95 % bootstrap over trajectories; effects are changes from the 5 % to the 95 % point of an input
sensitivity-intervals_tornado = Intervals: 95 %, paired differences; ends are the 5 % and the 95 % point of an input
sensitivity-order_clear = The first three inputs are clearly ahead of the next: { $next }
sensitivity-order_unclear = The first three inputs are not clearly ahead of the next: { $next }
sensitivity-no_effect =
    { $count ->
        [one] { $count } more input has no effect in these simulations
       *[other] { $count } more inputs have no effect in these simulations
    }
sensitivity-turns_sobol = Shares of variance depend on the ranges of the inputs: narrower ranges give other shares
sensitivity-turns_morris = A screening ranks inputs; it does not give shares of variance
sensitivity-turns_tornado = One input at a time: interactions are not seen

## The two sides at the start of a sentence.

side-us = The United States
side-china = China

## In short: a game.

game-asked = Which strategies hold against each other: of the United States { $us }; of China { $china }?
game-equilibrium = Equilibrium in pure strategies: { $us } (United States), { $china } (China)
game-equilibrium_payoffs = Mean payoffs: United States { $us_payoff }, China { $china_payoff }.
game-more_equilibria =
    { $count ->
        [one] There is { $count } more equilibrium.
       *[other] There are { $count } more equilibria.
    }
game-no_equilibrium = No equilibrium was found
game-no_pure = No equilibrium in pure strategies.
game-no_pure_in = No equilibrium in pure strategies (in { $share } of bootstrap samples).
game-mixed = Mixed-strategy equilibrium: United States { $us }; China { $china }
game-pays = { $side }: { $strategy } pays most once the other side responds: { $gain } ({ $interval })
game-pays_when = Compared with { $instead }; best response of { $rival }: { $answer }. Without a response: { $unanswered } ({ $interval }).
game-pays_nothing = { $side }: no strategy is known to pay once the other side responds; nearest is { $strategy }: { $gain } ({ $interval })
game-no_close_call = Every best response is significantly ahead of the next; other weights in the payoffs would change it first
game-stable = An equilibrium of these strategies exists in { $share } of bootstrap samples.
game-chance = { $strategy } { $chance }
game-dominated = { $side }: strictly dominated strategies: { $strategies }
game-security = { $side }: security level (maximin) { $level }, with { $strategies }
game-payoff = { $side } maximises the mean of: { $formula }
game-twins = { $side }: { $one } and { $other } give the same payoffs in every pair of strategies
game-tied = { $side }: { $best } and { $next } are tied as the best response to { $against } ({ $ahead }, { $interval })

## In short: a study of robustness.

robust-question = Which of { $policies } holds up under { $worldviews }?
robust-wanted =
    { $wanted ->
        [less] { $title } (less is better)
       *[more] { $title } (more is better)
    }
robust-all_prefer = { $title }: every criterion prefers { $policy }
robust-most_prefer = { $title }: { $count } of { $all } criteria prefer { $policy }
robust-split = { $title }: the criteria are split between { $policies }
robust-expected = Best expected value: { $policy }, { $value }.
robust-worst = Best in the worst worldview: { $policy }, { $value } under { $worldview }.
robust-lead = { $better } compared with { $worse }: { $title } { $change } ({ $interval })
robust-lead_lasts = Under { $worldview }; significant with the same sign under { $agreeing } of { $all } worldviews.
robust-survive =
    { $count ->
        [one] { $count } of { $all } pairwise rankings holds under every worldview
       *[other] { $count } of { $all } pairwise rankings hold under every worldview
    }
robust-turn =
    { $count ->
        [one] { $count } ranking reverses between worldviews
       *[other] { $count } rankings reverse between worldviews
    }
robust-unknown =
    { $count ->
        [one] { $count } ranking is not significant under every worldview
       *[other] { $count } rankings are not significant under every worldview
    }
robust-same =
    { $count ->
        [one] { $count } pair is the same in every simulation
       *[other] { $count } pairs are the same in every simulation
    }
robust-covers = Worldviews are alternatives, not probabilities; each weighs the same
robust-flip =
    { $side ->
        [above] { $worse } overtakes { $better } ({ $title }) if this is above { $flip } (assumed { $center }; { $chance } probability): { $parameter }
       *[below] { $worse } overtakes { $better } ({ $title }) if this is below { $flip } (assumed { $center }; { $chance } probability): { $parameter }
    }
robust-no_flips = No break-even value was found; only parameters that were moved one by one could show one
robust-regret = Smallest 90th-percentile regret: { $policy }, { $size }.
robust-meets = { $policy } { $share }
robust-all_thresholds = All thresholds at once
robust-satisficing = { $threshold }: { $shares }
robust-flip_not_significant =
    { $side ->
        [above] { $worse } may overtake { $better } ({ $title }) if this is above { $flip } (assumed { $center }; { $chance } probability; not significant): { $parameter }
       *[below] { $worse } may overtake { $better } ({ $title }) if this is below { $flip } (assumed { $center }; { $chance } probability; not significant): { $parameter }
    }

## By what policies are judged over views of the world.

criterion-expected = expected value
criterion-worst_worldview = worst worldview
criterion-unlucky_worlds = worst 5 % of simulations
criterion-hurwicz = best and worst worldview, weighed (Hurwicz)
criterion-regret_90 = 90th-percentile regret
criterion-savage_worldviews = largest regret over worldviews (Savage)
criterion-savage_worlds = largest regret over simulations (Savage)

## In short: a discovery.

discovery-asked =
    { $noun ->
        [settings] Under which settings does this hold: { $condition }?
       *[simulations] In which simulations does this hold: { $condition }?
    }
discovery-box =
    { $noun ->
        [settings] { $limits }: there it holds under { $inside } of settings, against { $overall } of all
       *[simulations] { $limits }: there it holds in { $inside } of simulations, against { $overall } of all
    }
discovery-between = { $input } from { $low } to { $high }
discovery-at_least = { $input } at least { $low }
discovery-at_most = { $input } at most { $high }
discovery-coverage =
    { $noun ->
        [settings] Coverage: { $coverage } of the cases, { $mass } of all settings.
       *[simulations] Coverage: { $coverage } of the cases, { $mass } of all simulations.
    }
discovery-nothing = No rule was found under which it is significantly more likely
discovery-nothing_means =
    { $noun ->
        [settings] It holds under { $share } of settings ({ $interval }). Chance decides, or many inputs a little each.
       *[simulations] It holds in { $share } of simulations ({ $interval }). Chance decides, or many inputs a little each.
    }
discovery-overall =
    { $noun ->
        [settings] It holds under { $interest } of { $rows } settings, { $share } ({ $interval }); outcomes of a setting are means over its simulations
       *[simulations] It holds in { $interest } of { $rows } simulations, { $share } ({ $interval })
    }
discovery-left_out =
    { $count ->
        [one] Left out: { $count } case in which an outcome of the condition does not exist
       *[other] Left out: { $count } cases in which an outcome of the condition does not exist
    }
discovery-covers = The limits were fitted to these simulations; out of sample the share is lower
discovery-stable = { $share } of resamples restrict { $input } instead or as well
discovery-resamples = { $share } of resamples lead to a rule that restricts { $input }
discovery-kept = { $share } of resamples restrict { $input }, as the rule does
discovery-box_untold =
    { $noun ->
        [settings] { $limits }: there it holds under { $inside } of settings, not significantly more than the { $overall } of all: do not rely on this rule
       *[simulations] { $limits }: there it holds in { $inside } of simulations, not significantly more than the { $overall } of all: do not rely on this rule
    }
discovery-out_of_sample = Out of sample it holds in { $density } ({ $density_range } in 90 % of resamples), with coverage { $coverage } ({ $coverage_range }).
discovery-limit =
    { $side ->
        [lower] { $input }: { $share } of resamples have a lower limit ({ $range }).
       *[upper] { $input }: { $share } of resamples have an upper limit ({ $range }).
    }
discovery-no_limit =
    { $side ->
        [lower] { $input }: no resample has a lower limit.
       *[upper] { $input }: no resample has an upper limit.
    }
discovery-weakest = Weakest restriction of the first rule: { $input } (quasi-p = { $p })

## In short: the value of information.

value-asked = Which uncertainty is worth resolving before choosing among { $policies }?
value-best = Best on average: { $policy }, { $mean }: { $metric }
value-only = There is no other policy to compare it with.
value-next = { $policy } is next, { $gap } ({ $interval }). The first is the best in { $share } of simulations, tied in { $tied }.
value-changes = It would change the choice in { $share } of simulations.
value-nothing = Learning a single parameter: no measurable gain
value-nothing_means = The largest is { $name }: { $value }.
value-perfect = Expected value of perfect information: { $value } (upper bound for any study)
value-covers = Values are means over simulations in the unit of the payoff; those of single parameters are slightly too low
value-turn = { $name }: learning it would change the choice in { $share } of simulations
value-no_turns = Nothing that can be learned beforehand is known to change the choice
value-tied = { $policy } and { $next } are tied for the best on average, { $mean } for the first: { $metric }
value-worth = { $name }: learning it before the choice is worth { $value }
value-together = Learning all parameters together is worth { $value } (EVPPI)
value-together_nothing = Learning all parameters together: no measurable gain (EVPPI { $value })

## In short: a search for trigger rules.

adapt-asked = { $scenario }: adaptive policy of { $whom }
adapt-question = Would { $whom } do better in “{ $scenario }” by rules that respond to what happens than by the best static policy?
adapt-gain = The trigger rules do better than the best static policy ({ $change }, { $interval }): { $metric }
adapt-loss = The trigger rules do worse than the best static policy, on simulations that the search has not seen ({ $change }, { $interval }): { $metric }
adapt-untold = The trigger rules are not significantly different from the best static policy ({ $change }, { $interval }): { $metric }
adapt-shares = Better in { $better } of simulations, worse in { $worse }; score { $score }, out of sample.
adapt-nothing = No trigger rule does better; the best static policy does better than the current policy ({ $change }, { $interval }): { $metric }
adapt-nothing_worse = No trigger rule does better, and the best static policy does worse than the current policy, on simulations that the search has not seen ({ $change }, { $interval }): { $metric }
adapt-nothing_untold = No trigger rule does better, and the best static policy is not significantly different from the current policy ({ $change }, { $interval }): { $metric }
adapt-payoff = what was sought
adapt-rule = Rule: { $what }
adapt-acts = It has acted in { $share } of simulations by the end ({ $interval }).
adapt-covers = Judged on { $worlds } simulations that the search has not seen
adapt-turns_none = A wider search (more candidates, simulations or rules) may find a rule that does better
adapt-turns = Worse information, or a response of the other side that the model lacks, would change the gain
adapt-static = Best static policy: { $levers }
adapt-lever = { $agent }, { $what }: { $value }
adapt-waiting = Waiting for the signposts scores { $rules }, setting the same levers at once { $at_once }, the best static policy { $fixed }

## In short: what a result depends on.

turns-rises = { $what } rises with: { $meaning } ({ $known }).{ " " }
turns-falls = { $what } falls with: { $meaning } ({ $known }).{ " " }
turns-later = { $what }: later the higher this is: { $meaning } ({ $known }).{ " " }
turns-earlier = { $what }: earlier the higher this is: { $meaning } ({ $known }).{ " " }
turns-who = { $what }: this is a name and no number that could rise or fall with a parameter. The margin in months and the year of the threshold are.
turns-of_worlds_of_run =
    { $worlds ->
        [one] This is about { $worlds } of { $all } simulations: the others have no such number.
       *[other] This is about { $worlds } of { $all } simulations: the others have no such number.
    }
turns-rank_correlation = rank correlation { $rho }, 95 % CI { $low } to { $high }
turns-none =
    { $worlds ->
        [one] { $what }: no parameter is significant in { $worlds } simulation.
       *[other] { $what }: no parameter is significant in { $worlds } simulations.
    }
turns-explained = The significant parameters explain { $share } of the variance (rank regression); the rest is randomness, non-linearity and interactions.
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
cell-never = share of simulations in which it never happens
cell-us_more = United States: more
cell-us_less = United States: less
cell-china_more = China: more
cell-china_less = China: less
cell-world_more = the world: more
cell-world_less = the world: less
cell-no_agreement = not agreed
cell-unknown = the simulations do not tell

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
tables-headlines = Outcomes over the simulations: percentiles, never counting as the latest
tables-precision = How well each figure is known: standard errors
tables-effects = Effects of the policies on the main outcomes, in the same simulations
tables-weightings = The policies by the payoff, under its documented weights and with four times the weight on parts of it
tables-weights = How far each weight of the payoff may move before another policy is best
tables-design = The settings
tables-results = Means and spread at each setting, and the effect against the first one
tables-indices = Influence of each input on each output
tables-inputs = The inputs and their ranges
tables-held_out = The policies on simulations that the search has not seen
tables-search = What the search tried
tables-cells = Payoffs of every pair of strategies
tables-equilibria = Equilibria
tables-best_responses = Best responses
tables-pays = Does it pay?
tables-commitments = Moving first
tables-security = Security levels (maximin)
tables-dominated = Dominated strategies
tables-criteria = What each criterion makes of each policy
tables-pairs = Differences between policies under each view of the world
tables-flips = Break-even values
tables-satisficing = How often thresholds are met
tables-boxes = Limits of the rules
tables-stability = How stable the limits are over resamples
tables-tree = The same as a tree
tables-policies = The policies
tables-information = What it is worth to know
tables-facts_pull = What the record changed: facts
tables-parameters_pulled = What the record changed: parameters
tables-scores = Scores of what came after
tables-forecasts = Every forecast
tables-pit = Where in their predicted distributions the facts lie

## How a result was made.

method-title = How this was made
method-again = This command makes the same result again, byte for byte, with the same version of the program:
method-worlds = Simulations
method-failed = Failed simulations
method-seed = Seed
method-program = Program
method-commit = Commit
method-sources = Hash of the sources
method-key = Hash of version and inputs
method-lab = In the policy lab, where its levers can be moved (the page that detente lab writes, beside this folder):
method-errors = Every policy meets the same simulations. Standard errors are those of means over independent simulations; differences between policies are paired, world by world. Intervals of 95 % of means are Student's: with many simulations they reach 1.96 standard errors to either side.
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
odd-submodels_are = Twenty-two, each of which can be switched off: investment, state funding, chip controls, domestic chips, the self-reliance mandate, compute and power, talent, data, algorithms, breakthroughs, rally, regulation, distrust, safety, the threshold, third countries, the treaty, the cost of the race, the world's supply of chips, what AI adds to the economy, the rivalry itself, and the division of compute between training, research and users.
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
narrative-release = { $name } releases a model at { $eci } ECI, { $more } more than its last (expected score { $potential }); { $standing }.
narrative-breakthrough = { $name } makes an efficiency breakthrough: software gets { $times } times as efficient. Such leaps are likelier where compute is scarce for the talent at hand: { $researchers } thousand researchers work with { $compute } H100-equivalents.
narrative-tools = { $name } gets its own chip tools to work, so the tool controls of { $rival } (stringency { $stringency }) no longer bind. Funding and unmet demand drove it.
narrative-policy = { $name } sets this to { $value }: { $lever } ({ $reason }).
narrative-recorded = as recorded
narrative-decided = by schedule, trigger rule or doctrine; { $name } perceives a threat of { $threat } and a { $standing }
narrative-signed = A governance framework enters into force at a mean distrust of { $distrust }. Incidents and both sides' stance made it likelier; it limits controls and lifts safety.
narrative-broken = The governance framework breaks after { $months }. Distrust stands at { $us_distrust } in the United States and { $china_distrust } in China.
narrative-catastrophe = A model of { $name } gets out of control: { $cost } USD bn of damage. Its safety effort was { $safety } and the hazard { $hazard } a year.
narrative-chatgpt = ChatGPT comes out, and { $name } turns cautious: the burden of its rules on developers rises by { $burden } of the scale.
narrative-r1 = DeepSeek-R1 comes out: software of { $name } gets { $times } times as efficient, and its best model is released.
narrative-taiwan = Chips from Taiwan fail to come: { $missing } of the world's supply of frontier chips is missing at first, and it recovers over years.
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
        [one] { $number } simulation
       *[other] { $number } simulations
    }
quantity-points =
    { $number ->
        [one] { $number } percentage point
       *[other] { $number } percentage points
    }
quantity-days =
    { $number ->
        [one] { $number } day
       *[other] { $number } days
    }

## Figures of results: what they share.

figure-missing = not available
figure-thinned = { $drawn }; { $shown } of { $count } are drawn, evenly chosen
figure-never = never
figure-quantity = { $number } { $unit }
figure-worlds =
    { $count ->
        [one] { $count } simulation
       *[other] { $count } simulations
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
figure-share_of_worlds = share of simulations
figure-in_unit = { $what }, { $unit }
figure-wanted_more = more
figure-wanted_less = less
figure-two_sentences = { $title }. { $what }
figure-low = low
figure-high = high
figure-times = { $number } times

## Figures of a run.

figure-run-capability = Released capability of both states (Epoch Capabilities Index points)
figure-run-capability_found = Best models in { $year }: { $us } ECI points in the United States, { $china } in China
figure-run-capability_panel = Released capability
figure-run-capability_unit = ECI points
figure-run-credit_gap = Epoch AI, CC BY (GAP rows of configs/facts.csv)
figure-run-lag = How long is the US lead over China? (months)
figure-run-lag_found = US lead over China: { $china } in { $year }
figure-run-lag_panel = US lead over China
figure-run-lag_unit = months; below zero China leads
figure-run-compute = Installed AI compute of both states (H100-equivalents)
figure-run-million = { $number } million
figure-run-compute_found = Installed AI compute in { $year }: US { $us }, China { $china } H100-equivalents
figure-run-compute_panel = Installed compute
figure-run-compute_unit = H100-equivalents
figure-run-compute_credit = compute_total rows of configs/facts.csv (China); hyperscaler_stock rows over 0.83, their part of US purchases (US; bought since 2022, of which up to a tenth is no longer installed)
figure-run-chip = How good is the best Chinese AI chip, against the best frontier chip?
figure-run-chip_found = In { $year } the best Chinese AI chip has { $china } of the frontier chip's performance
figure-run-chip_panel = Best Chinese chip / frontier chip
figure-run-chip_unit = ratio; 1 is parity
figure-run-chip_credit = best_chip_ratio rows of configs/facts.csv
figure-run-self_sufficiency = China's chip self-sufficiency
figure-run-self_sufficiency_found = China makes { $china } of its new AI compute itself in { $year }
figure-run-self_sufficiency_panel = China's chip self-sufficiency
figure-run-self_sufficiency_unit = share of new compute
figure-run-spending = AI spending since January 2023, private and state (USD bn, cumulative)
figure-run-spending_found = AI spending from 2023 to { $year }: US { $us }, China { $china }
figure-run-spending_panel = Spending since 2023
figure-run-spending_unit = USD bn
figure-run-private = Private AI investment of both states (USD bn a year)
figure-run-private_found = Private AI investment in { $year }: US { $us }, China { $china } a year
figure-run-private_unit = USD bn a year
figure-run-private_credit = hyperscaler_capex rows of configs/facts.csv (all capital spending of four US firms, about equal to all private AI spending)
figure-run-state = State AI funding of both states (USD bn a year)
figure-run-state_found = State AI funding in { $year }: US { $us }, China { $china } a year
figure-run-state_unit = USD bn a year
figure-run-state_credit = ai_capex_state rows of configs/facts.csv
figure-run-distrust = How far does US-China mistrust rise? (1 = January 2023)
figure-run-distrust_found = US-China mistrust in { $year }, January 2023 = 1: US { $us }, China { $china }
figure-run-distrust_panel = US-China mistrust
figure-run-distrust_unit = index, 1 = January 2023
figure-run-safety = How much of the safety effort that would be needed is made?
figure-run-safety_found = Of the safety effort that is needed, the US makes { $us } in { $year }, China { $china }
figure-run-safety_panel = Safety effort
figure-run-safety_unit = share of what is needed
figure-run-when = { $what } in { $year } in the median simulation; not by { $end } in { $never }
figure-run-when_not = { $what }: not by { $end } in { $never } of simulations
figure-run-parity = When does the best Chinese chip match the best frontier chip?
figure-run-parity_what = Chinese chip parity
figure-run-parity_label = parity
figure-run-threshold = When is transformative AI reached?
figure-run-threshold_what = Transformative AI
figure-run-threshold_label = transformative AI
figure-run-with_us = with the United States
figure-run-with_neither = with neither
figure-run-with_china = with China
figure-run-third = With whom do third countries align?
figure-run-third_found = Third countries in { $year }: { $us } with the US, { $china } with China, { $neither } with neither
figure-run-third_drawn = Mean shares
figure-run-third_unit = share of third-country adoption
figure-run-half_years = Share of simulations by half-year, and simulations in which it never happens,
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
figure-run-error_x = simulations
figure-run-error_y = standard error over the value
figure-run-error =
    { $count ->
        [one] After { $count } simulation standard errors are at most { $share } of the values
       *[other] After { $count } simulations standard errors are at most { $share } of the values
    }
figure-run-error_none = After { $count } simulations no standard error is small beside its value
figure-run-error_drawn = Standard errors over the first 125, 250, 500 ...

## Of a comparison.

figure-compare-panel_lag = US lead over China
figure-compare-panel_capability = Released capability, China
figure-compare-panel_ratio = US compute over China's
figure-compare-panel_compute = Usable compute, China
figure-compare-panel_chip = Best Chinese chip / frontier chip
figure-compare-panel_self_sufficiency = China's chip self-sufficiency
figure-compare-panel_spending = Spending since 2023, China
figure-compare-panel_cost = Race cost, United States
figure-compare-panel_safety = Safety effort, United States
figure-compare-against = { $policies } against { $reference }
figure-compare-difference = difference ({ $unit })
figure-compare-effects_drawn = Dot: median of the paired differences over { $worlds }; bar: 90 % of them
figure-compare-note = mean { $mean }; up in { $up }, down in { $down }, unchanged in { $same }
figure-compare-same = same
figure-compare-points = { $number } pp
figure-compare-moves_drawn = Mean differences on the same { $worlds }, of rare events in the share of simulations (pp: percentage points); in brackets: not significant
figure-compare-moves_color = difference in standard deviations over the reference's simulations
figure-compare-bands = Medians, 50 % and 90 % bands
figure-compare-course =
    { $count ->
        [one] The course of the race under one policy and { $reference }
       *[other] The course of the race under { $count } policies and { $reference }
    }
figure-compare-largest =
    { $count ->
        [one] { $title }: { $change } under { $policy }
       *[other] { $title }: { $change } under { $policy }, the largest effect
    }
figure-compare-largest_none = { $title }: no policy changes it significantly
figure-compare-trade_off_both = { $policy } buys the most lead ({ $lead }), { $cheap } saves the most ({ $cost })
figure-compare-trade_off_lead = { $policy } buys the most lead ({ $lead }); no policy saves anything
figure-compare-trade_off_cost = { $cheap } saves the most ({ $cost }); no policy buys lead
figure-compare-trade_off_none = No policy buys lead or saves anything
figure-compare-moved = Largest effect: { $policy } on { $title } ({ $change })
figure-compare-moved_none = No policy moves any outcome significantly
figure-compare-medians = Medians
figure-compare-lag_drawn = Difference of the median lead from that of the reference, over the same { $worlds }
figure-compare-lag_axis = months of US lead, difference
figure-compare-drawn = { $bands } of the same { $worlds }
figure-compare-weights = { $policy } has the highest { $title }
figure-compare-weights_drawn = The policy with the highest mean payoff over two of its weights, all others as documented, over { $worlds }. Thin lines: the documented weights
figure-compare-weights_axis = weight of { $part } (1 = documented)
figure-compare-weights_here = documented weights
figure-compare-trade_offs_drawn = Mean differences over { $worlds }; in brackets: 90 % of the differences in lead
figure-compare-trade_off = { $policy } ({ $low } to { $high })
figure-compare-trade_offs_lead = change of the US lead in 2030, months
figure-compare-trade_offs_cost = change of the cost of AI competition, $ trillion
figure-compare-same_everywhere = the same in every simulation

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
figure-discover-denser = Precision against coverage of rule { $number }
figure-discover-denser_drawn = { $condition }. Along each line the box gets smaller from right to left: share of { $noun } in the box in which the condition holds (density) against share of all such { $noun } that are in it (coverage). Chosen: { $density } dense, covering { $coverage }
figure-discover-coverage = coverage
figure-discover-density = density
figure-discover-all_with = all { $noun }: { $share }
figure-discover-chosen = chosen
figure-discover-all = all { $noun }
figure-discover-box = box { $number }
figure-discover-input = { $meaning } ({ $key })
figure-discover-where = Rule { $number }: the condition holds in { $density } of what it covers, in { $overall } of all
figure-discover-where_drawn = { $condition }: holds in { $density } of { $noun } in the box, { $overall } overall. Bars: range of the input; dots: median. Limits in resamples: median, 5 % to 95 %
figure-discover-lower = lower limit in resamples
figure-discover-upper = upper limit in resamples
figure-discover-side_share = in { $share }
figure-discover-worlds = simulations
figure-discover-points = points

## Of a sweep.

figure-sweep-under = { $meaning }, under { $policy }
figure-sweep-contours = { $drawn }; lines join equal values
figure-sweep-ends = { $drawn }; one input at a time at its lowest and its highest value, all others as they are
figure-sweep-nothing_set = current policy: { $value }
figure-sweep-today = today
figure-sweep-assumed = as assumed
figure-sweep-lines = each line is a point of { $worlds }, metrics as means
figure-sweep-color = { $drawn }; colour: { $meaning }
figure-sweep-range = { $title }: { $low } to { $high }
figure-sweep-range_over =
    { $count ->
        [one] { $title }: { $low } to { $high } at one setting
       *[other] { $title }: { $low } to { $high } over { $count } settings
    }
figure-sweep-moved = { $title }: moved most by { $input }
figure-sweep-moved_range = { $title }: moved most by { $input } ({ $low } to { $high })
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
figure-robust-regret = { $policy } has the smallest regret by { $metric }: { $regret }
figure-robust-regret_drawn = 90th-percentile regret against the best policy of each simulation, over { $worlds }
figure-robust-rank = rank, 1 is the best
figure-robust-ranking = { $policy } ranks first by { $count } of { $all } criteria: { $metric }
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
figure-game-pays = Best once answered: { $us } for the US ({ $us_gain }), { $china } for China ({ $china_gain })
figure-game-pays_question = Which strategies pay, with and without a reaction of the other side?
figure-game-us_cell = US { $payoff }
figure-game-china_cell = CN { $payoff }
figure-game-equilibrium = equilibrium

## Of what information is worth.

figure-voi-share_of = { $meaning }: share of simulations in which it is the United States
figure-voi-year_of = { $meaning } (never counts as the end of the horizon)
figure-voi-more = { $what }; more is better
figure-voi-less = { $what }; less is better
figure-voi-worlds = { $worlds }, the same under every policy
figure-voi-changes = changes the choice in { $share }
figure-voi-single = One parameter by itself
figure-voi-together = Together
figure-voi-ranking_drawn = Expected gain from knowing a parameter before choosing among { $policies }; { $goal }. Dot: gain in held-out simulations; bar: from its lower 95 % end to the upper one of the regression; coloured: above zero beyond chance, grey: not. Knowing everything, luck included: { $perfect }. { $worlds }
figure-voi-ranking = Worth most to know before the choice: { $name } ({ $worth })
figure-voi-ranking_none = No single uncertainty is worth resolving before the choice
figure-voi-best_in = best in { $share }
figure-voi-best_or_tied = best in { $share }, tied in { $tied }
figure-voi-less_that_of = Payoff less that of { $best }, the best on the mean
figure-voi-left_worse = { $unit }; left: worse
figure-voi-policies_drawn = { $goal }. Mean difference in the same simulations with its 95 % interval; at the right the share of simulations in which each is the best. { $worlds }
figure-voi-policies = { $policy } is best on average, and in { $share } of simulations
figure-voi-lower_worse = { $unit }; lower: worse
figure-voi-best = { $best }, the best on the mean
figure-voi-turning_drawn = Expected payoff less that of { $best }, given { $meaning } ({ $source }, { $grade }); a line above zero would be chosen there. { $goal }; { $low } to { $high }
figure-voi-turning = What is best depends on { $parameter }

## Of a sensitivity analysis.

figure-sensitivity-shares_drawn = Shares of variance from { $points } base points ({ $worlds } simulations); thin lines: 95 % bootstrap intervals
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
figure-adapt-acted = share of simulations in which the rule has acted
figure-adapt-numbered = { $number }: { $rule }
figure-adapt-held_out_better = Trigger rules beat the best static policy by { $by }
figure-adapt-held_out_worse = Trigger rules do worse than the best static policy, by { $by }
figure-adapt-held_out_same = Trigger rules and the best static policy: no significant difference
figure-adapt-held_out_none = No trigger rule was found that helps
figure-adapt-held_out_drawn = Differences from the best static policy over { $worlds }, with 95 % intervals
figure-adapt-pathway = Rule 1 has acted in { $share } of simulations by { $year }
figure-adapt-pathway_drawn = Share of { $worlds }. { $rules }
figure-adapt-set = { $agent } sets this to { $value }: { $lever }
figure-adapt-add = { $agent } moves this by { $value }: { $lever }
figure-adapt-a_month = in a month
figure-adapt-in_a_row = for { $months } months in a row
figure-adapt-at_once = at once
figure-adapt-months_later =
    { $count ->
        [one] { $count } month later
       *[other] { $count } months later
    }

## Of the simulated history against the recorded one.

figure-history-title = Model and record: { $area }, { $unit }
figure-history-title_log = Model and record: { $area }, { $unit }
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

## Of scores from earlier dates.

figure-score-places_of = recorded facts
figure-score-places_x = share of the predicted distribution below the recorded value
figure-score-places_y = facts
figure-score-places_band = if ranges are right, 95 %
figure-score-places_drawn = Columns: { $facts } facts by tenth of their predicted distribution. Band: 95 % of columns if ranges are right; line: even columns

## Drawn by `detente plot` from tables.

figure-again-all_worlds = all simulations of each policy
figure-again-source = From `{ $command }`.
figure-again-world = world
figure-again-of_one = { $state }: { $meaning }
figure-again-of_both = United States and China: { $meaning }
figure-again-worlds = all simulations
figure-again-histogram = Histogram
figure-again-never = never within the horizon
figure-adapt-when =
    { $side ->
        [above] { $whose }: when this has been above { $threshold } ({ $unit }) { $held }: { $observable }; { $when } { $done }
       *[below] { $whose }: when this has been below { $threshold } ({ $unit }) { $held }: { $observable }; { $when } { $done }
    }
figure-compare-note_not_significant = not significant (mean { $mean })

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
chart-bars = share of all simulations in each bar ({ $width }); line: median of all simulations
chart-equal_ratios = equal ratios
chart-wide = { $width } wide
chart-one_bar = one
chart-no_world = no world has a value
chart-median = median { $median }
chart-quantiles = median { $median }, 5–95 %: { $low } to { $high }
chart-none = none
chart-no_limit = no limit

## What is said of a place of a figure.

hover-bar = { $label }, { $bar }: { $share } of all simulations
hover-count = { $bar }: { $count }
hover-recorded = { $label }, recorded { $year }: { $value }

## What a figure shows, for readers who cannot see it.

alt-nothing = { $kind }: no values.
alt-all = { $kind }: { $listed }.
alt-more = { $kind }: { $listed }; and { $more } more.
alt-without = { $label } without values
alt-median = { $label }, median { $value } in { $when }
alt-then = { $first }, { $value } in { $when }
alt-band = { $first } (90 % of simulations: { $low } to { $high })
alt-fan = Lines with bands over time
alt-multiples =
    { $count ->
        [one] { $count } panel of lines with bands over time
       *[other] { $count } panels of lines with bands over time
    }
alt-never = { $first }, { $never } in { $share } of simulations
alt-histogram = Histogram of simulations
alt-counts = Columns of { $y } over { $x }
alt-outside = { $label } is recorded as { $value } but predicted between { $low } and { $high }
alt-validation = { $kind }; { $inside } of { $all } lie inside the predicted band
alt-facts = Recorded facts against simulated bands
alt-regions = Which is best, over { $x }: height of each region
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
alt-waterfall = Parts that add up to the effect
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
table-share_of_worlds = share of all simulations
table-bar = bar
table-of_all_worlds = { $what } of all simulations
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
table-count = number
table-expected = expected
table-label = label
table-estimate = estimate
table-low = low
table-high = high
table-height = height
table-note = note
table-part = part
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
dated-of_world = { $what }, { $moment }
dated-of_state = { $what }, { $whose }, { $moment }

## What columns hold that have more than one kind of cell.

dictionary-or_never = { $meaning }; `never` if not within the horizon
dictionary-who = { $meaning }: us, china or nobody

## What scenarios are called.

name-current_policy = current policy
name-central_view = central view

## What is said of every set of simulations.

claim-warning = WARNING: { $sentence }
claim-simulations =
    { $count ->
        [one] { $count } simulation
       *[other] { $count } simulations
    }
claim-simulations_each =
    { $count ->
        [one] { $count } simulation for each of { $cases } scenarios
       *[other] { $count } simulations for each of { $cases } scenarios, on common random numbers
    }
claim-failed =
    { $count ->
        [one] { $count } simulation failed and counts in no number
       *[other] { $count } simulations failed and count in no number
    }
claim-too_few =
    { $count ->
        [one] Too few simulations: { $count } shows no spread, and what follows is an example. Use at least { $least }
       *[other] Too few simulations: with { $count }, below { $least }, confidence intervals are not reliable. Use `--runs` for more
    }

## Amounts of money.

money-trillion = ${ $number } trillion
money-billion = ${ $number } billion
money-million = ${ $number } million

## An effect of a policy.

effect-same = { $title }: the same in every simulation
effect-not_significant = { $title }: no statistically significant difference ({ $change }, { $interval })
effect-first = { $title }: the United States in { $after } of simulations instead of { $before }
effect-share = { $title }: in { $after } of simulations instead of { $before }
effect-median =
    { $way ->
        [longer] { $title } lengthens by { $size } in the median simulation
        [shorter] { $title } shortens by { $size } in the median simulation
        [later] { $title } comes { $size } later in the median simulation
        [earlier] { $title } comes { $size } earlier in the median simulation
        [higher] { $title } rises by { $size } in the median simulation
       *[lower] { $title } falls by { $size } in the median simulation
    }
effect-mean =
    { $way ->
        [longer] { $title } lengthens by { $size } on average
        [shorter] { $title } shortens by { $size } on average
        [later] { $title } comes { $size } later on average
        [earlier] { $title } comes { $size } earlier on average
        [higher] { $title } rises by { $size } on average
       *[lower] { $title } falls by { $size } on average
    }
effect-with_spread = { $effect }; 90 % of simulations: { $low } to { $high }
effect-moved =
    { $way ->
        [longer] { $size } longer
        [shorter] { $size } shorter
        [later] { $size } later
        [earlier] { $size } earlier
        [higher] { $size } higher
        [lower] { $size } lower
        [to_never] no longer within the horizon
        [from_never] only now within the horizon
       *[none] no change
    }
effect-shares =
    { $way ->
        [longer] Longer in { $more } of simulations, shorter in { $less }, unchanged in { $same }.
        [later] Later (or no longer) in { $more } of simulations, earlier in { $less }, unchanged in { $same }.
       *[higher] Higher in { $more } of simulations, lower in { $less }, unchanged in { $same }.
    }

## The order of policies by an outcome.

ranking-best_first = { $title }, best for { $whom } first: { $order }
ranking-highest_first = { $title }, highest first: { $order }
ranking-policy = { $policy } ({ $change })
ranking-tied = { $policies } (not significantly different)

## What a policy buys and costs, in one sentence.

answer-both = { $policy }. Gain for { $winner }: { $gain }. Cost to { $loser }: { $cost }
answer-gain = { $policy }. Gain for { $winner }: { $gain }. No significant cost among the main outcomes
answer-cost = { $policy }. No significant gain among the main outcomes. Cost to { $loser }: { $cost }
answer-nothing = { $policy }: no statistically significant effect on any main outcome

## What would reverse an effect.

reversal-where =
    { $side ->
        [above] { $policy }: the effect on { $title } reverses where this is above { $limit }: { $parameter } (there { $change } on average)
       *[below] { $policy }: the effect on { $title } reverses where this is below { $limit }: { $parameter } (there { $change } on average)
    }
reversal-nowhere =
    { $side ->
        [above] { $policy }: no single parameter reverses the effect on { $title }; it is weakest ({ $change }) where this is above { $limit }: { $parameter }
       *[below] { $policy }: no single parameter reverses the effect on { $title }; it is weakest ({ $change }) where this is below { $limit }: { $parameter }
    }

## The table of policies by outcomes.

trade_off-caption = Trade-offs: mean change against the first row (best ▲, worst ▼ of each column; in brackets: not significant)
trade_off-policy = Policy
trade_off-same = no change
trade_off-not_significant = ({ $change })
trade_off-best = { $change } ▲
trade_off-worst = { $change } ▼

## Payoffs under other weights.

weights-part =
    { $weight ->
        [payoff_lead] a year of lead
        [payoff_third_countries] all third countries
        [payoff_threshold] being first to transformative AI
        [payoff_cost] a percent of output spent on the race
        [payoff_catastrophe] a loss of control
       *[payoff_neglect] no safety effort at all
    }
weights-weight = { $part } { $size }
weights-documented = Weights: { $weights }.
weights-best = { $title }: { $policy } is best, ahead of { $next } by { $size } (95 % CI { $low } to { $high })
weights-tied = { $title }: { $policy } and { $next } are best and not significantly different
weights-view =
    { $view ->
        [lead] the lead, { $policy }
        [third_countries] third countries, { $policy }
        [cost] costs, { $policy }
       *[safety] safety, { $policy }
    }
weights-views = With { $times } times the weight on one thing the best is: { $views }.
weights-from = { $policy } has the highest payoff as long as the weight of { $part } is at least { $low } (documented: { $here }); below, it is { $below }
weights-until = { $policy } has the highest payoff as long as the weight of { $part } is at most { $high } (documented: { $here }); above, it is { $above }
weights-between = { $policy } has the highest payoff while the weight of { $part } lies between { $low } and { $high } (documented: { $here }); below it is { $below }, above { $above }
weights-free = No other weight of these changes the policy with the highest payoff, however much or little it counts: { $parts }

## What payoffs leave out.

payoff-leaves_out = A payoff counts only its own terms with their weights (docs/ODD.md, Eq. 18.4): no benefits of AI, no alliances, no domestic politics. A strategy may look good because what it destroys is not counted; rank it by other outcomes, too (`detente compare`)
## The policy lab: the page in a browser. Its code is TypeScript, which asks for these as Rust does.

lab-name = policy lab
lab-skip = Skip to the chart
lab-opening = Opening the model …
lab-no_script = The lab computes in your browser. Please allow scripts for this page; it asks no network for anything.
lab-no_wasm = This browser has no WebAssembly, in which the model runs. Please open the page in a browser of the last years.
lab-no_simd = This browser cannot run the model: its WebAssembly lacks 128-bit vectors, or is switched off. Please open the page in Chrome or Edge 91, Firefox 89, Safari 16.4, or later.
lab-no_workers = This browser starts no web workers from this page, so that the model cannot run. Please allow them, or open the page in another browser.
lab-no_memory = There is too little memory for the model. Please close other pages and open this one again.
lab-old_browser = This browser is too old to unpack the model. Please open the page in Chrome or Edge 91, Firefox 113, Safari 16.4, or later.
lab-broken = The model has stopped: { $error }. Please reload the page; if it happens again, close other pages, since memory may be short.
lab-slow = This machine is slow, so that results rest on { $worlds } simulations rather than more. Medians hardly change; rare events are known less well.
lab-what_if = Conditional what-ifs, not forecasts: every number says what follows if the stated assumptions hold.
lab-made_by = detente { $version }, numbers { $hash }. The page works offline and sends nothing anywhere.

lab-levers = Policies
lab-doubts = Assumptions
lab-settings = Settings
lab-outcomes = Outcomes
lab-start_from = Start from a policy
lab-baseline = Baseline
lab-own_policy = A policy of your own
lab-this_policy = This policy
lab-marks = Triangle: today's value. Lines: values of the policies above.
lab-today = Today: { $value }.
lab-reactive = Unless it is set here, the state moves it by itself in answer to what it sees.
lab-policies_here = Policies that set it:
lab-as_today = Not set: as in the baseline.
lab-more = Meaning and schedule
lab-reset = Back to baseline
lab-reset_of = Back to baseline: { $what }
# At both ends of a lever's slider: the value and what it means.
lab-end = { $value }: { $meaning }
lab-chip_controls-low = every chip may be sold
lab-chip_controls-high = embargo, no AI chip may be sold
lab-tool_controls-low = all tools may be sold
lab-tool_controls-high = nothing that is controlled may be sold
lab-enforcement-low = smuggling goes unhindered
lab-enforcement-high = no smuggled chip gets through
lab-allied_compliance-low = allies no longer follow
lab-allied_compliance-high = allies follow twice as far as now
lab-remote_access_controls-low = as far as enforcement reaches
lab-remote_access_controls-high = nothing can be rented abroad
lab-lab_security-low = as well guarded as now
lab-lab_security-high = nothing is stolen or distilled
lab-state_funding-low = no state money
lab-state_funding-high = five times the normal response
lab-immigration_openness-low = closed to foreign researchers
lab-immigration_openness-high = open to all of them
lab-power_permitting-low = no power is added
lab-power_permitting-high = three times the normal pace
lab-inference_priority-low = in time, hardly any compute serves users
lab-inference_priority-high = twice the usual share serves users
lab-training_priority-low = in time, research takes what training runs have
lab-training_priority-high = twice the usual part goes to training runs
lab-safety_regulation-low = no safety rules
lab-safety_regulation-high = the strictest; they slow developers
lab-open_weights-low = all is kept secret
lab-open_weights-high = all is published, rivals learn from it
lab-outreach-low = no effort
lab-outreach-high = all that can be done
lab-treaty_stance-low = agrees to nothing
lab-treaty_stance-high = fully ready; it takes both states
lab-mobilisation-low = firms are left to themselves
lab-mobilisation-high = firms serve the state's plan
lab-mandate-low = all that may be imported is
lab-mandate-high = no foreign chip may be bought
lab-memory_controls-low = all memory may be sold
lab-memory_controls-high = no high-bandwidth memory may be sold
lab-licence_quota-low = no licence is given
lab-licence_quota-high = no quota
lab-licence_fee-low = licences cost nothing
lab-licence_fee-high = the fee doubles the price
lab-import_block-low = the mandate alone decides
lab-import_block-high = no foreign chip passes the border
lab-counter_controls-low = materials are sold freely
lab-counter_controls-high = no controlled material is sold
lab-compute_buildout-low = nothing is built
lab-compute_buildout-high = three times the normal pace
lab-data_pooling-low = public data stays apart
lab-data_pooling-high = all public data is shared
lab-regulatory_strictness-low = no rules for models
lab-regulatory_strictness-high = the strictest; they slow developers
lab-talent_return-low = no programmes
lab-talent_return-high = the strongest programmes
lab-from_month = { $value } from { $month }
lab-setting = { $state }: { $lever }, { $value }
lab-doctrine_fixed = { $state }: does not react by itself
lab-doctrine_reactive = { $state }: reacts to what it sees
lab-step_add = Add a later step
lab-step_from = When: { $what }
lab-step_value = Value: { $what }
lab-step_remove = Remove the step of { $month }
lab-rule_add = When a trigger holds …
lab-rule_when = When this is perceived:
lab-rule_observable = What is watched
lab-rule_side = Below or above
lab-below = is below
lab-above = is above
lab-rule_threshold = Threshold
lab-rule_months = for so many months in a row
lab-rule_set = set the lever to
lab-rule_lag = so many months later
lab-rule_done = Add the rule
lab-rule_remove = Remove the rule
lab-rule_below =
    { $months ->
        [one] When { $observable } ({ $state }) is below { $threshold } for a month: { $lever } { $value }
       *[other] When { $observable } ({ $state }) is below { $threshold } for { $months } months: { $lever } { $value }
    }
lab-rule_above =
    { $months ->
        [one] When { $observable } ({ $state }) is above { $threshold } for a month: { $lever } { $value }
       *[other] When { $observable } ({ $state }) is above { $threshold } for { $months } months: { $lever } { $value }
    }

lab-worldviews = Views of the world
lab-worldviews_hint = Contested assumptions that people hold. They apply to the baseline and to the policy alike.
lab-parameters = Parameters that matter most
lab-parameters_hint = For this outcome: { $outcome }. Each is uncertain until it is set here.
lab-parameter_other = Another parameter
lab-parameter_type = Type a word of its name
lab-parameter_known = Grade and source
lab-uncertain = Uncertain again
lab-varies = varies, median { $middle }
lab-own_range = a range of its own
lab-parameter_source = Grade { $grade }, { $how }. Source: { $source }.
lab-parameter_pull = Rank correlation with the outcome: { $correlation }.
lab-grade_A = measured
lab-grade_B = estimated from data
lab-grade_C = expert judgement
lab-grade_D = assumed
lab-events = Named events
lab-events_hint = They happen, or do not, in the baseline and under the policy alike.
lab-event_recorded = { $when }, as recorded
lab-event_never = never
lab-event_chance = by chance, in a month of its own in each world
lab-setting_event = { $name } – { $when }
lab-record = The recorded past
lab-record_agree = Simulations agree with what has been recorded
lab-record_hint = Views of the world, own values and mechanisms switched off keep the luck of that past, but need not agree with the record.
lab-mechanisms = Mechanisms
lab-mechanisms_hint = A mechanism that is switched off acts neither in the baseline nor under the policy.

lab-computing = Computing …
lab-rests =
    { $worlds ->
        [one] Rests on one simulation
       *[other] Rests on { $worlds } simulations
    }
lab-rests_failed =
    { $worlds ->
        [one] Rests on one simulation; failed and left out: { $failed }
       *[other] Rests on { $worlds } simulations; failed and left out: { $failed }
    }
lab-sentence = It buys most here: { $good }. It costs most here: { $bad }.
lab-sentence_good = It buys most here: { $good }. No headline outcome gets notably worse for anybody.
lab-sentence_bad = It costs most here: { $bad }. No headline outcome gets notably better for anybody.
lab-sentence_nothing = No headline outcome moves notably against the baseline.
lab-sentence_baseline = { $lag }. Move a lever to see what a policy changes.
lab-headline = { $outcome }: { $middle }, in 90 % of simulations { $range }
lab-effect_up = { $outcome }: up by { $amount } on average (for { $whom })
lab-effect_down = { $outcome }: down by { $amount } on average (for { $whom })
lab-effect_later = { $outcome }: { $amount } later on average (for { $whom })
lab-effect_earlier = { $outcome }: { $amount } earlier on average (for { $whom })
lab-setting_worldview = View: { $name }
lab-setting_parameter = { $name }: { $value }
lab-setting_off = Switched off: { $name }
lab-setting_unconditioned = Simulations that need not agree with what has been recorded
lab-setting_seed = Seed { $seed }
lab-setting_horizon = Until { $month }

lab-chart = Chart
lab-show = What is shown
lab-levels = Levels
lab-difference = Difference
lab-about_chart = About this chart
lab-show_chart = Show this chart large: { $chart }
lab-chart_alt = { $title } Medians in { $year }: { $ends }
lab-history_ends = policy from { $month }
lab-recorded = recorded
lab-read = Point at the chart, or use the arrow keys, to read it.
lab-reading = { $what } { $middle } ({ $low } to { $high })
lab-unit_bands = { $unit }. Median, 50 % and 90 % of simulations
lab-unit_difference = Difference from the baseline in the same simulations: median, 50 % and 90 % ({ $unit })
lab-unit_years = Share of simulations by half-year, and share in which it never happens
lab-chart-lag = How far is China behind the released US frontier?
lab-chart-capability = What can the best released models of both states do?
lab-chart-compute = How much AI compute do both states have installed?
lab-chart-chips_name = China's chips by origin
lab-chart-chips = Where do China's AI chips come from?
lab-chart-chips_unit = H100-equivalents a year
lab-chart-chips_domestic = Domestic
lab-chart-chips_imports = Imported
lab-chart-chips_smuggled = Smuggled
lab-chart-self_sufficiency = How much of China's new compute needs no American permission?
lab-chart-spending = What have both states spent on AI since January 2023?
lab-chart-cost_name = Cost of rivalry
lab-chart-cost = What has AI rivalry cost both states since January 2023?
lab-chart-power_name = Power
lab-chart-power = How much power do AI chips draw?
lab-chart-power_unit = GW
lab-chart-distrust = How far do the two states distrust each other?
lab-chart-third_name = Third countries
lab-chart-fragmentation_name = Fragmentation
lab-chart-fragmentation = How far is the world split into two blocs?
lab-chart-fragmentation_unit = index, 1 = fully split
lab-chart-world = World
lab-chart-parity_name = Year of chip parity
lab-chart-threshold_name = Year of the threshold
lab-about_shows = What it shows
lab-about_series = { $name }: { $meaning } ({ $unit })
lab-about_bands = The line is the median; the dark band holds half of the simulations, the light band 90 %. The bands are what is uncertain about parameters and chance; what the model leaves out is not in them.
lab-about_facts = Where the numbers come from
lab-about_recorded =
    { $count ->
        [one] The model's past is held against one recorded fact on this chart:
       *[other] The model's past is held against { $count } recorded facts on this chart:
    }
lab-about_no_facts = Nothing recorded can be drawn on this chart; the report on history says how well the model meets other records.
lab-about_rests = What it rests on, and how well that is known: { $outcome }
lab-about_parameter = { $meaning }: { $range }. Grade { $grade }, { $how }. Source: { $source }. Rank correlation { $correlation }
lab-about_nothing = No parameter is distinguishable from chance with so few simulations; wait until they are refined.
lab-about_more = All parameters with their sources stand in docs/sources.md and configs/parameters.toml.

lab-table = Headline numbers
lab-table_hint = Median, and below it the range of 90 % of simulations. Differences (median, mean and range) are taken in the same simulations; a year that never comes counts as the end of the horizon. Green and red: better and worse for whom the outcome is good.
lab-outcome = Outcome
lab-difference_head = Difference
lab-unchanged = unchanged
lab-mean = mean { $mean }
lab-who = { $who } { $share }
lab-never_in = never in { $share }
lab-never_change = never: { $change }
lab-better_for = , better for { $whom }
lab-worse_for = , worse for { $whom }
lab-trillion = ${ $number } tn
lab-billion = ${ $number } bn
lab-a_year = { $amount } a year
lab-points = { $number } pp
lab-months = { $number } months
lab-multiple = { $number }×
lab-years = { $number } years

lab-why = Why?
lab-why_outcome = Outcome
lab-mechanism_title = The effect by mechanism
lab-mechanism_hint = Mechanisms are switched on one after the other, in the baseline and under the policy, in many orders: what each adds to the effect on average is its part (Shapley value).
lab-mechanism_go = Break the effect down
lab-mechanism_baseline = Set a policy first: the baseline has no effect to break down.
lab-mechanism_progress = Computing: { $done } of { $all } simulations, each along an order of mechanisms
lab-mechanism_all = { $outcome }: { $change } on average over { $worlds } simulations. Parts:
lab-mechanism_none = No mechanism has a part in it.
lab-mechanism_rest = What is left with all mechanisms off
lab-mechanism_others =
    { $count ->
        [one] One other mechanism
       *[other] { $count } other mechanisms
    }
lab-mechanism_unsure = ({ $change })
lab-mechanism_note = Parts add up to the effect. In brackets: not told from nothing by so few simulations; detente explain takes more.
lab-world_title = One world, month by month
lab-world_hint = The same world under the baseline and under the policy: chosen by the outcome above, or by its number.
lab-world_median = The median world
lab-world_best = The best
lab-world_worst = The worst
lab-world_number = World number
lab-world_tell = Tell it
lab-told_one = World { $run }. { $outcome }: { $before }.
lab-told_both = World { $run }. { $outcome }: { $before } under the baseline, { $after } under this policy.
lab-told_turns = What happens
lab-told_chart = World { $run } month by month under both
lab-told_instead = { $after } instead of { $before }
lab-told_lever = { $state }: { $lever } { $value }
lab-told-lever = a lever moves
lab-told-leap = a leap of software efficiency
lab-told-rises = one of the steepest rises of twelve months begins
lab-told-falls = one of the steepest falls of twelve months begins

lab-undo = Undo
lab-redo = Redo
lab-keep = Keep this
lab-keep_full =
    { $count ->
        [one] One scenario is kept already; remove it first.
       *[other] { $count } scenarios are kept already; remove one first.
    }
lab-keep_open = Set this scenario again
lab-keep_remove = Keep no longer: { $name }
lab-kept = Scenario { $number }
lab-share = Copy link
lab-link_copied = The link is on the clipboard: it holds the whole scenario.
lab-link_file = The link is on the clipboard: what stands behind # in it is the whole scenario. It opens this file on this computer; to share it, send the file along, or put it on any web server.
lab-link_bar = The link stands in the address bar: it holds the whole scenario.
lab-link_unread = Left out of the link, since it cannot be read: { $what }.
lab-link_refused = Left out of the link: { $what } ({ $why }).
lab-link_version = The link was made by another version of the lab ({ $version }); what can be used of it is.
lab-save = Save
lab-save_toml = Scenario for the program (TOML)
lab-save_svg = Chart (SVG)
lab-save_png = Chart (PNG)
lab-save_csv = Outcomes (CSV)
lab-save_chart_csv = Numbers of the chart (CSV)
lab-save_xlsx = Workbook (XLSX)
lab-print = Print
lab-open_toml = Open a TOML file …
lab-file_read = { $name } is set.
lab-file_large = { $name } is too large for a scenario.
lab-file_subtitle =
    { $worlds ->
        [one] { $case }. Median, 50 % and 90 % of one simulation
       *[other] { $case }. Median, 50 % and 90 % of { $worlds } simulations
    }
lab-file_note = Seed { $seed }, detente { $version }, numbers { $hash }. Conditional what-if, not a forecast.
lab-theme = Dark / light
lab-theme_hint = Change between dark and light
lab-close = Close

lab-play = Play
lab-play_title = A game that was played
lab-play_intro = Two seats, one screen. In { $rounds } rounds of { $years } years each state sets its own levers, unseen by the other; then the round is simulated. At the end, or whenever you like, a debriefing compares what you reached with what game theory finds.
lab-play_worlds = Every round runs on the same { $worlds } simulations, under the assumptions that are set now.
lab-play_begin = Begin
lab-play_round = Round { $round } of { $rounds }: { $years }
lab-play_hand = Hand the screen to { $state }. The other seat looks away.
lab-play_ready = { $state } is ready
lab-play_set = Only what you move is set, from the beginning of the round on.
lab-play_done = Done: hide my levers
lab-play_after = After round { $round } of { $rounds }
lab-play_standing = Where it leads if nobody moves a lever again
lab-play_now = Median
lab-play_difference = Mean difference from the baseline
lab-play_next = Next round
lab-play_debrief = Debriefing
lab-play_debriefing = Debriefing
lab-play_payoffs = Your payoffs against the baseline, under the documented weights:
lab-play_payoff = { $state }: { $change } on average (90 % of simulations: { $range })
lab-play_theory =
    { $count ->
        [0] In the same worlds this game of whole policies has no equilibrium that was found ({ $worlds } simulations a cell).
        [one] In the same worlds this game of whole policies has one equilibrium ({ $worlds } simulations a cell):
       *[other] In the same worlds this game of whole policies has { $count } equilibria ({ $worlds } simulations a cell):
    }
lab-play_equilibrium = { $state } plays “{ $strategies }” (payoff against the baseline: { $change }).
lab-play_caution = The weights of the payoffs are assumptions, and the strategies of the game are whole policies; a played game may reach more or less than either.
lab-play_open = Open what was played in the lab
