using System.CommandLine;
using Gatehouse.Attestation.Keys;
using Gatehouse.Host;

namespace Gatehouse.Cli.Verbs;

/// <summary>key new, key id.</summary>
internal static class KeyVerbs
{
    public static Command Build(App app)
    {
        var command = new Command("key", "Keys that sign facts.");
        var file = new Argument<string>("FILE") { Description = "The private key's file; the public one gets .pub." };
        var algorithm = new Option<string>("--algorithm") { Description = "p256 or ed25519.", DefaultValueFactory = _ => "p256" };
        var make = new Command("new", "Make a pair: FILE, readable by its owner alone, and FILE.pub for the policy.") { file, algorithm };
        make.SetAction(parsed => New(app, parsed.GetValue(file)!, parsed.GetValue(algorithm)!));
        var known = new Argument<string>("FILE") { Description = "A public key." };
        var id = new Command("id", "The key's id.") { known };
        id.SetAction(parsed =>
        {
            if (!KeyFile.TryReadPublic(Path.GetFullPath(parsed.GetValue(known)!, app.Host.WorkingFolder), out var key, out var problem))
                return app.Refuse(problem);
            app.Terminal.Output.WriteLine(key.KeyId);
            return 0;
        });
        command.Subcommands.Add(make);
        command.Subcommands.Add(id);
        return command;
    }

    private static int New(App app, string file, string algorithm)
    {
        KeyAlgorithm? kind = algorithm switch { "p256" => KeyAlgorithm.EcdsaP256, "ed25519" => KeyAlgorithm.Ed25519, _ => null };
        if (kind is null)
            return app.Refuse($"--algorithm {algorithm}: p256 or ed25519");
        var path = Path.GetFullPath(file, app.Host.WorkingFolder);
        var key = SigningKey.Generate(kind.Value);
        var problem = KeyFile.TryWritePrivate(path, key) ?? AtomicFile.TryWrite(path + ".pub", System.Text.Encoding.ASCII.GetBytes(key.PublicKey.ToPem()));
        if (problem is not null)
            return app.Refuse(problem);
        app.Terminal.Output.WriteLine($"{key.KeyId}  {file} (keep it secret), {file}.pub (name it in gatehouse.yaml under keys)");
        return 0;
    }
}
