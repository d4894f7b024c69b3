using Gatehouse.RuleCompiler;

// rule-compiler secrets RULES-FOLDER OUTPUT.cs   checks every rule and packs them
// rule-compiler docs RULES-FOLDER OUTPUT.md      the rules' page
// rule-compiler importers FOLDER OUTPUT          packs the pages of importers
if (args is not [("secrets" or "docs" or "importers") and var what, var folder, var output])
{
    Console.Error.WriteLine("usage: rule-compiler secrets|docs|importers FOLDER OUTPUT");
    return 2;
}

if (what == "importers")
{
    File.WriteAllBytes(output, PagePack.Of(folder));
    return 0;
}

var rules = RuleFolder.Read(folder, Console.Error);
if (rules is null)
    return 1;
var text = what == "secrets" ? PackSource.Of(rules) : RulePage.Of(rules);
if (!File.Exists(output) || File.ReadAllText(output) != text)
    File.WriteAllText(output, text);
return 0;
