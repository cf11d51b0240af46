'use strict';

const path = require('node:path');
const ts = require('typescript');

/**
 * What a file of types declares, and what programs that are compiled with it use of that.
 *
 * @param {string} declarations path of the file
 * @param {string} project path of the programs' tsconfig.json
 * @returns {{ declared: Set<string>, used: Set<string> }} `OSS.put`, `Options`, `Options.bucket`
 */
function declaredAndUsed(declarations, project) {
  const config = ts.getParsedCommandLineOfConfigFile(
    project,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }
  );
  const program = ts.createProgram(config.fileNames, config.options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declarations);
  if (!source) throw new Error(`the programs of ${project} do not import ${declarations}`);

  const names = new Map();
  nameAll(source, names);
  const used = new Set();
  const note = (symbol) => {
    for (const declaration of symbol?.declarations ?? []) {
      if (names.has(declaration)) used.add(names.get(declaration));
    }
  };
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => config.fileNames.includes(path.resolve(fileName)));
  for (const file of files) visit(file, (node) => symbolsAt(checker, node).forEach(note));
  return { declared: new Set(names.values()), used };
}

function fail(diagnostic) {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

function visit(node, see) {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** The declarations that have names of their own, by their nodes; members of nameless types belong to what has a name. */
function nameAll(source, names) {
  const members = (node, owner) => {
    for (const member of node.members ?? []) {
      if (member.name) names.set(member, `${owner}.${member.name.text}`);
    }
  };
  visit(source, (node) => {
    const named =
      ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node);
    if (!named) return;
    if (node.name.text !== 'OSS') names.set(node, node.name.text);
    members(node, node.name.text);
  });
}

/** What a node names: itself, or the member of the expected type that a literal gives, or that a pattern takes. */
function symbolsAt(checker, node) {
  if (ts.isIdentifier(node)) return [checker.getSymbolAtLocation(node)];
  if (ts.isObjectLiteralExpression(node)) {
    const type = checker.getContextualType(node);
    return node.properties.map(
      ({ name }) => name && type && checker.getPropertyOfType(type.getNonNullableType(), name.text)
    );
  }
  if (ts.isObjectBindingPattern(node)) {
    const type = checker.getTypeAtLocation(node);
    return node.elements.map(({ name, propertyName }) =>
      checker.getPropertyOfType(type, (propertyName ?? name).text)
    );
  }
  return [];
}

module.exports = { declaredAndUsed };
