import ts from 'typescript'

const fileName = `${import.meta.dirname}/blocks-of-pages.ts`

/**
 * What schema.org’s vocabulary has against blocks of JSON-LD, by the types that are generated from it (schema-dts):
 * each block becomes a constant of the type that it says it is, and the compiler looks for properties that the type has
 * not and for values of other types than they may have. One sentence a fault; none for blocks that are right.
 */
export function vocabularyFaults(blocks: readonly object[]): string[] {
  const types = blocks.map(typeOf)
  const source = [
    `import type { WithContext } from 'schema-dts'`,
    `import type * as vocabulary from 'schema-dts'`,
    ...blocks.map(
      (block, index) =>
        `export const block${index}: WithContext<vocabulary.${types[index]}> = ${JSON.stringify(block)}`,
    ),
  ].join('\n')
  const program = compile(source)
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line - 2 : -1
    return `${types[line] ?? file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}

/** The name of a block’s type; one that cannot be a name makes a fault of its own. */
function typeOf(block: object): string {
  const type: unknown = Reflect.get(block, '@type')
  return typeof type === 'string' && /^[A-Za-z]+$/.test(type) ? type : 'NoTypeAtAll'
}

function compile(source: string): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    lib: ['lib.es5.d.ts'],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  return ts.createProgram([fileName], options, {
    ...host,
    fileExists: name => name === fileName || fileExists(name),
    readFile: name => (name === fileName ? source : readFile(name)),
    getSourceFile: (name, languageVersion, ...rest) =>
      name === fileName
        ? ts.createSourceFile(name, source, languageVersion)
        : getSourceFile(name, languageVersion, ...rest),
  })
}
