-- Which word does each experiment get on each theme, from its strongest comparison?
-- second_hand: all results of the strongest comparison were read on pages that report on somebody else's study
-- several_cities: all of them were said of two or three municipalities in one sentence
-- partly: all of them hold for most outcomes or some people only
-- State table: better and worse ask for a lottery or a matched comparison with two numbers or a significant test;
-- mixed is disagreement at the strongest level; direction is a side without a size, test or fair comparison.
-- Of equally strong results, one that may be chance counts only where all may be; it never makes better or worse.
-- A comparison of participants with each other says nothing about the approach, nor does a result of all participants, control
-- group included. None of them has a say in the word.
-- Results of several municipalities together have cells of their own, those of the experiment `national`.
create or replace macro compute_evidence(as_of) as table (
    with
    cells as (
        select e.id as experiment_id, t.id as theme
        from live('experiments', as_of) as e
        cross join live('themes', as_of) as t
        union all
        select 'national' as experiment_id, id as theme
        from live('themes', as_of)
    ),
    counting as (
        select
            * replace (coalesce(experiment_id, 'national') as experiment_id, coalesce(may_be_chance, false) as may_be_chance),
            coalesce(level, 0) as strength, (coalesce(level, 0), not coalesce(may_be_chance, false)) as rank,
            verdict in ('favourable', 'unfavourable', 'same', 'mixed')
                and comparison <> 'within_participants' and about <> 'all_participants' as speaks,
            count(*) over (partition by experiment_id, theme, strength, speaks) as equals
        from results(as_of)
        where counts or (about = 'several_municipalities' and preferred and basis = 'measured')
    ),
    strongest as (
        select experiment_id, theme, max(rank) as rank, max(strength) as strength
        from counting
        where speaks
        group by experiment_id, theme
    ),
    topmost as (
        select
            c.experiment_id, c.theme, s.strength, s.rank, max(c.equals) as strongest,
            count(*) filter (c.verdict = 'favourable') as favourable,
            count(*) filter (c.verdict = 'unfavourable') as unfavourable,
            count(*) filter (c.verdict = 'same') as same,
            count(*) filter (c.verdict = 'mixed') as mixed,
            count(distinct c.verdict) as verdicts,
            bool_or(s.strength >= 3 and (c.sized or c.tested) and not c.may_be_chance) as shown,
            bool_and(c.may_be_chance) as may_be_chance,
            bool_or(c.sized) as sized,
            list(distinct c.type_id order by c.type_id) filter (c.type_id is not null) as type_ids,
            list(distinct c.arm_id) filter (c.arm_id is not null) as arm_ids,
            bool_or(c.arm_id is null) as together,
            bool_and(o.access = 'secondary') as second_hand,
            bool_and(c.test = 'not_stated') as untested,
            bool_and(coalesce(c.several_cities, false)) as several_cities,
            bool_and(coalesce(c.partly, false)) as partly,
            if(count(distinct c.indicator_id) = 1, min(c.indicator_id), null) as only_outcome,
            list(distinct c.type_id order by c.type_id) filter (c.verdict = 'favourable' and c.type_id is not null) as types_for,
            list(distinct c.type_id order by c.type_id) filter (c.verdict = 'unfavourable' and c.type_id is not null) as types_against,
            min(c.comparison) as comparison
        from counting as c
        join live('sources', as_of) as o on o.id = c.source_id
        join strongest as s on s.experiment_id = c.experiment_id and s.theme = c.theme and s.rank = c.rank
        where c.speaks
        group by c.experiment_id, c.theme, s.strength, s.rank
    ),
    described as (
        select
            experiment_id, theme, count(*) as results, count(*) filter (kind = 'pair') as pairs,
            max(strength) as quiet_strength, arg_max(comparison, (strength, comparison)) as quiet_comparison,
            bool_and(source_id in (select id from live('sources', as_of) where access = 'secondary')) as quiet_second_hand,
            if(count(distinct indicator_id) = 1, min(indicator_id), null) as quiet_outcome
        from counting
        group by experiment_id, theme
    ),
    treatments as (
        select experiment_id, count(*) as arms
        from live('arms', as_of)
        where role = 'treatment'
        group by experiment_id
    ),
    doubt as (
        select c.experiment_id, c.theme, bool_or(
            c.speaks and c.rank < l.rank and (
                (l.verdicts > 1 or l.mixed > 0) is false
                and c.verdict <> case when l.favourable > 0 then 'favourable' when l.unfavourable > 0 then 'unfavourable' else 'same' end
            )
        ) as weaker_disagree
        from counting as c
        join topmost as l on l.experiment_id = c.experiment_id and l.theme = c.theme
        group by c.experiment_id, c.theme
    )
    select
        cells.experiment_id, cells.theme,
        case
            when d.results is null then coalesce(g.reason, 'not_found')
            when l.strength is null then 'direction'
            when l.verdicts > 1 or l.mixed > 0 then 'mixed'
            when l.same > 0 then 'same'
            when l.favourable > 0 then if(l.shown, 'better', 'direction')
            else if(l.shown, 'worse', 'direction')
        end as state,
        case
            when d.results is null then null
            when l.strength is null then 'unclear'
            when l.verdicts > 1 or l.mixed > 0 then 'mixed'
            when l.same > 0 then 'same'
            when l.favourable > 0 then 'favourable'
            else 'unfavourable'
        end as verdict,
        nullif(coalesce(l.strength, d.quiet_strength), 0) as level,
        case when d.results is not null then coalesce(l.comparison, d.quiet_comparison) end as comparison,
        coalesce(d.results, 0) as results,
        coalesce(l.strongest, 0) as strongest,
        coalesce(d.pairs, 0) as pairs,
        coalesce(l.sized, false) as sized,
        coalesce(l.type_ids, []) as type_ids,
        coalesce(l.together or len(l.arm_ids) >= t.arms, true) as covers_all,
        coalesce(x.weaker_disagree, false) as weaker_disagree,
        coalesce(l.second_hand, d.quiet_second_hand, false) as second_hand,
        coalesce(l.untested, false) as untested,
        coalesce(l.may_be_chance, false) as may_be_chance,
        coalesce(l.several_cities, false) as several_cities,
        coalesce(l.partly, false) as partly,
        if(l.strength is null, d.quiet_outcome, l.only_outcome) as only_outcome,
        coalesce(l.favourable, 0) as favourable,
        coalesce(l.unfavourable, 0) as unfavourable,
        coalesce(l.same, 0) as same,
        coalesce(l.mixed, 0) as mixed,
        coalesce(l.types_for, []) as types_for,
        coalesce(l.types_against, []) as types_against
    from cells
    left join described as d on d.experiment_id = cells.experiment_id and d.theme = cells.theme
    left join topmost as l on l.experiment_id = cells.experiment_id and l.theme = cells.theme
    left join treatments as t on t.experiment_id = cells.experiment_id
    left join doubt as x on x.experiment_id = cells.experiment_id and x.theme = cells.theme
    left join live('gaps', as_of) as g on g.experiment_id = cells.experiment_id and g.theme = cells.theme
);
