/** A published study as the Studio's `citation` holds it. */
export interface Citation {
  _type: 'citation'
  authors: string
  title: string
  journal: string
  year: number
  doi: string
}

/** The studies that the sample content speaks of, and no other. */
export const sources = {
  berman2000: study(
    'Berman et al.',
    'Antidepressant effects of ketamine in depressed patients',
    'Biological Psychiatry',
    2000,
    '10.1016/S0006-3223(99)00230-9',
  ),
  zarate2006: study(
    'Zarate et al.',
    'A randomized trial of an N-methyl-D-aspartate antagonist in treatment-resistant major depression',
    'Archives of General Psychiatry',
    2006,
    '10.1001/archpsyc.63.8.856',
  ),
  li2010: study(
    'Li et al.',
    'mTOR-dependent synapse formation underlies the rapid antidepressant effects of NMDA antagonists',
    'Science',
    2010,
    '10.1126/science.1190287',
  ),
  autry2011: study(
    'Autry et al.',
    'NMDA receptor blockade at rest triggers rapid behavioural antidepressant responses',
    'Nature',
    2011,
    '10.1038/nature10130',
  ),
  scheidegger2012: study(
    'Scheidegger et al.',
    'Ketamine decreases resting state functional network connectivity in healthy subjects: implications for antidepressant drug action',
    'PLoS ONE',
    2012,
    '10.1371/journal.pone.0044799',
  ),
  sanacora2017: study(
    'Sanacora et al.',
    'A consensus statement on the use of ketamine in the treatment of mood disorders',
    'JAMA Psychiatry',
    2017,
    '10.1001/jamapsychiatry.2017.0080',
  ),
  popova2019: study(
    'Popova et al.',
    'Efficacy and safety of flexibly dosed esketamine nasal spray combined with a newly initiated oral antidepressant in treatment-resistant depression: a randomized double-blind active-controlled study',
    'American Journal of Psychiatry',
    2019,
    '10.1176/appi.ajp.2019.19020172',
  ),
  anand2023: study(
    'Anand et al.',
    'Ketamine versus ECT for nonpsychotic treatment-resistant major depression',
    'New England Journal of Medicine',
    2023,
    '10.1056/NEJMoa2302399',
  ),
  oReardon2007: study(
    'O’Reardon et al.',
    'Efficacy and safety of transcranial magnetic stimulation in the acute treatment of major depression: a multisite randomized controlled trial',
    'Biological Psychiatry',
    2007,
    '10.1016/j.biopsych.2007.01.018',
  ),
  george2010: study(
    'George et al.',
    'Daily left prefrontal transcranial magnetic stimulation therapy for major depressive disorder: a sham-controlled randomized trial',
    'Archives of General Psychiatry',
    2010,
    '10.1001/archgenpsychiatry.2010.46',
  ),
  carpenter2012: study(
    'Carpenter et al.',
    'Transcranial magnetic stimulation (TMS) for major depression: a multisite, naturalistic, observational study of acute treatment outcomes in clinical practice',
    'Depression and Anxiety',
    2012,
    '10.1002/da.21969',
  ),
  best2019: study(
    'Best, Pavel and Haustrup',
    'Combination therapy with transcranial magnetic stimulation and ketamine for treatment-resistant depression: a long-term retrospective review of clinical use',
    'Heliyon',
    2019,
    '10.1016/j.heliyon.2019.e02187',
  ),
  burlingame2016: study(
    'Burlingame et al.',
    'Outcome differences between individual and group formats when identical and nonidentical treatments, patients, and doses are compared: a 25-year meta-analytic perspective',
    'Psychotherapy',
    2016,
    '10.1037/pst0000090',
  ),
} as const

function study(authors: string, title: string, journal: string, year: number, doi: string): Citation {
  return { _type: 'citation', authors, title, journal, year, doi }
}
