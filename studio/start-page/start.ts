import { HomeIcon } from '@sanity/icons/Home'
import { definePlugin } from 'sanity'
import { StartTool } from './StartTool.tsx'

/** What staff see first: their commonest jobs, what patients see now, what waits, and what changed lately. */
export const start = definePlugin({
  name: 'start',
  tools: [{ name: 'start', title: 'Start', icon: HomeIcon, component: StartTool }],
})
