import { type SampleDocument, slug } from './document.ts'

/** Four clinicians who do not exist. They have no photo: a made-up face would be a lie. */
export function people(): SampleDocument[] {
  return [
    {
      ...person('maren-holloway', 'Maren Holloway', 10),
      credentials: 'MD',
      role: 'Psychiatrist and medical director',
      biography:
        'Dr. Holloway treats depression that has not eased with a first or second medicine. ' +
        'She leads our ketamine and esketamine care and answers for its safety. ' +
        'Before she suggests a treatment, she tells you what is known about it and what is not.',
    },
    {
      ...person('tobias-lindgren', 'Tobias Lindgren', 20),
      credentials: 'PMHNP-BC',
      role: 'Psychiatric nurse practitioner',
      biography:
        'Tobias runs our TMS program and is there for most sessions. ' +
        'He also follows up with people who take medicine, and likes to take his time over side effects.',
    },
    {
      ...person('dana-whitfield', 'Dana Whitfield', 30),
      credentials: 'LISW-S',
      role: 'Therapist and group leader',
      biography:
        'Dana has led therapy groups for many years and leads ours. ' +
        'She meets with each new member before the first meeting, so that nobody walks into a room of strangers.',
    },
    {
      ...person('priya-venkatesan', 'Priya Venkatesan', 40),
      credentials: 'PhD',
      role: 'Psychologist',
      biography:
        'Dr. Venkatesan offers talking therapy for depression, anxiety and the stress of a long illness. ' +
        'She also checks what we write, so that it is true and easy to read.',
    },
  ]
}

function person(name: string, fullName: string, order: number): SampleDocument {
  return { _id: `person-${name}`, _type: 'person', name: fullName, slug: slug(name), order }
}
