import latin400 from '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff?inline'
import latin700 from '@fontsource/source-serif-4/files/source-serif-4-latin-700-normal.woff?inline'
import latinExt400 from '@fontsource/source-serif-4/files/source-serif-4-latin-ext-400-normal.woff?inline'
import latinExt700 from '@fontsource/source-serif-4/files/source-serif-4-latin-ext-700-normal.woff?inline'

export const fontFiles = { regular: [latin400, latinExt400], bold: [latin700, latinExt700] }
