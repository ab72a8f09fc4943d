import { UsersIcon } from '@sanity/icons/Users'
import { definePlugin } from 'sanity'
import { isHosted } from '../project.ts'
import { HostedPeople } from './HostedPeople.tsx'
import { PeopleTool } from './PeopleTool.tsx'

/** “People”, for administrators alone: who has access, and what each may do. Sanity keeps the people of a hosted project. */
export const people = definePlugin({
  name: 'people',
  tools: (tools, { currentUser }) =>
    currentUser?.roles.some(({ name }) => name === 'administrator')
      ? [
          ...tools,
          {
            name: 'people',
            title: 'People',
            icon: UsersIcon,
            component: isHosted ? HostedPeople : PeopleTool,
          },
        ]
      : tools,
})
