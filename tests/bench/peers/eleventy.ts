import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { articlesPerPage } from './peer-site.ts'

/** The version that is measured. */
const version = '^3.1.0'

/** Nothing younger is installed: what is measured should not change from one day to the next. */
const before = '2026-09-23'

/** What installs Eleventy into a folder that `prepareEleventy` made. */
export const installEleventy = [
  'npm',
  'install',
  '--no-audit',
  '--no-fund',
  '--silent',
  `--before=${before}`,
] as const

/** What builds the site, from that folder, into its folder `out`. */
export const buildEleventy = ['node_modules/@11ty/eleventy/cmd.cjs', '--quiet'] as const

/**
 * Writes an Eleventy site into `folder`: JavaScript templates, its fastest kind, with a layout, and pagination over the
 * documents of the file `content`. Pages are made by the same functions as those of the floor.
 */
export async function prepareEleventy(folder: string, content: string): Promise<void> {
  const own = (name: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href)
  const files = {
    'package.json': JSON.stringify({
      private: true,
      type: 'module',
      dependencies: { '@11ty/eleventy': version },
    }),
    'eleventy.config.mjs': `
      import { site } from './site.mjs'
      export default function (config) {
        config.addGlobalData('articles', () => site.articles)
        return { dir: { input: 'src', output: 'out' }, templateFormats: ['11ty.js'] }
      }`,
    'site.mjs': `
      import { readFileSync } from 'node:fs'
      import { contentOf } from ${own('article-html.ts')}
      export const site = contentOf(JSON.parse(readFileSync(${JSON.stringify(content)}, 'utf8')))`,
    'src/_includes/article.11ty.js': `
      import { articlePage } from ${own('peer-site.ts')}
      import { site } from '../../site.mjs'
      export default ({ article, content }) => articlePage(article, site, content)`,
    'src/article.11ty.js': `
      import { pathOf } from ${own('article-html.ts')}
      import { mainOfArticle } from ${own('peer-site.ts')}
      import { site } from '../site.mjs'
      export const data = {
        pagination: { data: 'articles', size: 1, alias: 'article' },
        layout: 'article.11ty.js',
        permalink: ({ article }) => pathOf(article) + 'index.html',
      }
      export default ({ article }) => mainOfArticle(article, site)`,
    'src/list.11ty.js': `
      import { cardHtml } from ${own('article-html.ts')}
      import { listLinks, listMain, pathOfList, plainPage } from ${own('peer-site.ts')}
      export const data = {
        pagination: { data: 'articles', size: ${articlesPerPage}, alias: 'shown' },
        permalink: ({ pagination }) => pathOfList(pagination.pageNumber + 1) + 'index.html',
      }
      export default ({ shown, pagination: { pageNumber, pages } }) =>
        plainPage(
          'Articles',
          pathOfList(pageNumber + 1),
          listMain(shown.map(cardHtml).join(''), listLinks(pageNumber + 1, pages.length)),
        )`,
    'src/index.11ty.js': `
      import { cardHtml } from ${own('article-html.ts')}
      import { homeMain, plainPage } from ${own('peer-site.ts')}
      export const data = { permalink: '/index.html' }
      export default ({ articles }) => plainPage('Home', '/', homeMain(articles.slice(0, 3).map(cardHtml).join('')))`,
  }
  await mkdir(join(folder, 'src', '_includes'), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
}
