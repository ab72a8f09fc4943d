import { BookIcon } from '@sanity/icons/Book'
import { definePlugin } from 'sanity'
import { GuideTool } from './GuideTool.tsx'

/** “How to…”: the commonest jobs of staff, step by step, with pictures. */
export const guide = definePlugin({
  name: 'guide',
  tools: [{ name: 'guide', title: 'How to…', icon: BookIcon, component: GuideTool }],
})
