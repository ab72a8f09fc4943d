import { EarthGlobeIcon } from '@sanity/icons/EarthGlobe'
import { definePlugin } from 'sanity'
import { DocumentInput } from './LiveBanner.tsx'
import { LiveTool } from './LiveTool.tsx'

/** “Is it live?”: above every form, and as a tool of its own. It reads what the site shows to everybody: no key is needed. */
export const livePlugin = definePlugin({
  name: 'live',
  form: { components: { input: DocumentInput } },
  tools: [{ name: 'live', title: 'Is it live?', icon: EarthGlobeIcon, component: LiveTool }],
})
