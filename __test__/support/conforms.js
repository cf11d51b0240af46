'use strict';

const { EventEmitter } = require('node:events');
const ts = require('typescript');

/** Types that a value belongs to by what made it, not by its members. */
const MADE_BY = {
  Buffer: Buffer.isBuffer,
  Date: (value) => value instanceof Date,
  Error: (value) => value instanceof Error,
  EventEmitter: (value) => value instanceof EventEmitter,
  Readable: (value) => typeof value.pipe === 'function',
};

/** Types of which nothing is known: `any`, and what depends on a parameter of the method. */
const ANYTHING =
  ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Conditional;

/** Which values are of which types, by a program of TypeScript. */
class Conformity {
  /** @param {string} file the types, `export =` of a class */
  constructor(file) {
    const options = {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
    };
    const program = ts.createProgram([file], options);
    this.checker = program.getTypeChecker();
    const module = this.checker.getSymbolAtLocation(program.getSourceFile(file));
    const exported = this.checker.getExportsOfModule(module);
    const main = module.exports.get('export=');
    this.classes = new Map([['OSS', this.checker.getDeclaredTypeOfSymbol(main)]]);
    for (const symbol of exported) {
      if (symbol.flags & ts.SymbolFlags.Class) {
        this.classes.set(symbol.name, this.checker.getDeclaredTypeOfSymbol(symbol));
      }
    }
  }

  /** The names of the methods of a class. */
  methods(name) {
    const own = this.classes.get(name).getProperties();
    return (
      own
        .filter((symbol) => this.signatures(symbol).length > 0 && !isNodes(symbol))
        .map((symbol) => symbol.name)
        // Not by a string, but by a symbol of JavaScript.
        .filter((method) => !method.startsWith('__@'))
    );
  }

  signatures(symbol) {
    return this.checker.getTypeOfSymbol(symbol).getCallSignatures();
  }

  /**
   * Why a result is not what the method is declared to give: of no overload.
   *
   * @returns {string[]} empty when it is
   */
  complaints(name, method, value) {
    const symbol = this.classes.get(name).getProperty(method);
    const found = this.signatures(symbol).map((signature) => {
      const type = signature.getReturnType();
      return this.differences(value, this.checker.getAwaitedType(type) ?? type, `${name}.${method}()`);
    });
    return found.sort((a, b) => a.length - b.length)[0];
  }

  differences(value, type, at) {
    if (type.flags & ANYTHING) return [];
    if (type.isUnion()) {
      const found = type.types.map((one) => this.differences(value, one, at));
      return found.some((one) => one.length === 0)
        ? []
        : found
            .sort((a, b) => b.length - a.length)
            .slice(0, 1)
            .flat();
    }
    const isObject = value !== null && typeof value === 'object';
    if (
      !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive)) ||
      !isObject
    ) {
      return isPrimitive(value, type, this.checker)
        ? []
        : [`${at} is ${show(value)}, not ${this.checker.typeToString(type)}`];
    }
    const made = MADE_BY[type.symbol?.name];
    if (made) return made(value) ? [] : [`${at} is no ${type.symbol.name}`];
    if (this.isClass(type)) return [];
    if (this.checker.isArrayType(type)) return this.elements(value, type, at);
    return this.members(value, type, at);
  }

  isClass(type) {
    return [...this.classes.values()].includes(type) || type.isThisType === true;
  }

  elements(value, type, at) {
    if (!Array.isArray(value)) return [`${at} is no array`];
    const [element] = this.checker.getTypeArguments(type);
    return value.flatMap((one, index) => this.differences(one, element, `${at}[${index}]`));
  }

  members(value, type, at) {
    if (Array.isArray(value)) return [`${at} is an array`];
    const declared = type.getProperties();
    const found = declared.flatMap((symbol) => {
      if (value[symbol.name] === undefined && symbol.flags & ts.SymbolFlags.Optional) return [];
      return this.differences(
        value[symbol.name],
        this.checker.getTypeOfSymbol(symbol),
        `${at}.${symbol.name}`
      );
    });
    const names = new Set(declared.map((symbol) => symbol.name));
    const others = Object.keys(value).filter((key) => !names.has(key));
    const indexed = this.checker
      .getIndexInfosOfType(type)
      .find(({ keyType }) => keyType.flags & ts.TypeFlags.String);
    const isOpen =
      type.flags & ts.TypeFlags.NonPrimitive || this.checker.getIndexInfosOfType(type).length > 0;
    for (const key of others) {
      if (indexed) found.push(...this.differences(value[key], indexed.type, `${at}.${key}`));
      else if (!isOpen) found.push(`${at}.${key} is not declared`);
    }
    return found;
  }
}

/** What a class has from Node.js. */
function isNodes(symbol) {
  return symbol.declarations.every((declaration) =>
    declaration.getSourceFile().fileName.includes('@types/node')
  );
}

function isPrimitive(value, type, checker) {
  const { flags } = type;
  if (flags & ts.TypeFlags.Undefined || flags & ts.TypeFlags.Void) return value === undefined;
  if (flags & ts.TypeFlags.Null) return value === null;
  if (type.isLiteral()) return value === type.value;
  if (flags & ts.TypeFlags.BooleanLiteral) return String(value) === checker.typeToString(type);
  if (flags & ts.TypeFlags.String) return typeof value === 'string';
  if (flags & ts.TypeFlags.Number) return typeof value === 'number';
  if (flags & ts.TypeFlags.Boolean) return typeof value === 'boolean';
  // `string & {}`, which keeps editors offering the known words.
  if (flags & ts.TypeFlags.Intersection) return typeof value === 'string';
  return false;
}

function show(value) {
  return value === undefined ? 'undefined' : JSON.stringify(value)?.slice(0, 60);
}

module.exports = { Conformity };
