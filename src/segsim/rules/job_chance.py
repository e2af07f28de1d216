"""What do the few people of one city say of its rates, and how likely is one of them to have a job?"""

from __future__ import annotations

PRIOR = 1.0  # worker a month at the rates of the nation, added to each city so that few people make no rate; assumed
USUAL_FINDING = 0.25  # 1/month, of people who look for work, while nobody has been counted yet; assumed
USUAL_LEAVING = 0.035  # 1/month, of people with a job, while nobody has been counted yet; assumed (4.2 % by MG201)


def partly_pooled(total, people, usual):
    """Mean of each city over its people, drawn towards that of all cities where there are few; shape as `people`.

    `total` is what the people of each city sum to: the mean has its unit a head (a rate 1/month, pay yuan/month).
    `usual` is the mean while nobody has been counted. Source: shrinkage towards the common mean, Efron and Morris 1975
    (recalled).
    """
    everywhere = (total.sum() + PRIOR * usual) / (people.sum() + PRIOR)
    return (total + PRIOR * everywhere) / (people + PRIOR)


def job_chance(hires, searchers, separations, employed, horizon):
    """Share of the time in a city that somebody who arrives without a job will have one, 0 to 1; shape (cities,).

    f / (f + s + r) with the rates 1/month at which jobs are found, f, and lost, s, and at which people leave, r: one
    over the `horizon` in months. The flows are smoothed workers a month: hired out of `searchers`, and separated from
    `employed`. Source: flow steady state (Darby et al. 1986, recalled), discounted by the stay.
    """
    finding = partly_pooled(hires, searchers, USUAL_FINDING)
    leaving = partly_pooled(separations, employed, USUAL_LEAVING)
    return finding / (finding + leaving + 1.0 / horizon)
