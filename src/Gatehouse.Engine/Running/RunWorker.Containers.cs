using System.Text;
using Gatehouse.Archives;
using Gatehouse.Engine.Cache;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Model;

namespace Gatehouse.Engine.Running;

/// <summary>Archives and documents: each member is read like a file, and what comes of it belongs to the outer file.</summary>
internal sealed partial class RunWorker
{
    private byte[] _turnedMember = [];

    public override bool OpensContainers => _state.Archives.IsOn;

    public override void Container(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id)
    {
        _read++;
        _bytes += bytes.Length;
        FileDetail? detail = null;
        var isWhole = Open(file, ContainerKinds.Of(bytes, isWhole: true), bytes, ref detail);
        foreach (var engine in _state.Participants)
            FilesJudged[engine.Number] += _engines >> engine.Number & 1;
        if (detail is not null)
            Keep(Encoding.UTF8.GetString(file.Path), detail, file.Version);
        if (isWhole)
            Learn(file, isSkipped: false, id, detail);
    }

    // False where an engine failed, or the run ended in its midst: nothing of it is kept for the next time.
    private bool Open(in SourceFile file, ContainerKind kind, ReadOnlySpan<byte> bytes, ref FileDetail? detail)
    {
        var path = Encoding.UTF8.GetString(file.Path);
        var members = new Members(this, path, detail);
        var outcome = Expansion.Open(path, kind, bytes, _state.Archives, members, _state.Cancellation);
        detail = members.Detail;

        // It concerns whoever would have looked at the file, or did look at a member.
        var concerned = _engines | members.Engines;
        if (concerned != 0)
        {
            foreach (var notice in outcome.Notices)
                (detail ??= new FileDetail()).Notices.Add(new ContainerNotice(concerned, Kind(notice.Weight), notice.ToString()));
            if (members.Binary > 0)
                (detail ??= new FileDetail()).Notices.Add(new ContainerNotice(concerned, NoticeKind.Skipped, members.BinaryReason));
        }

        return members.IsWhole && !outcome.IsInterrupted;
    }

    private static NoticeKind Kind(NoticeWeight weight) => weight switch
    {
        NoticeWeight.Skipped => NoticeKind.Skipped,
        NoticeWeight.Degraded => NoticeKind.Degraded,
        NoticeWeight.Unread => NoticeKind.Unread,
    };

    private sealed class Members(RunWorker worker, string path, FileDetail? detail) : MemberVisitor
    {
        private string _firstBinary = "";

        public FileDetail? Detail => detail;

        public uint Engines { get; private set; }

        public bool IsWhole { get; private set; } = true;

        public int Binary { get; private set; }

        public string BinaryReason => new MemberNotice(NoticeWeight.Skipped, MemberPath.Shown(_firstBinary), Binary, TextForms.BinaryReason).ToString();

        public override bool Wants(string member, long size) => WhoWants(Encoding.UTF8.GetBytes(path + MemberPath.Separator + member), size) != 0;

        public override void Member(string member, ReadOnlySpan<byte> bytes)
        {
            var place = Encoding.UTF8.GetBytes(path + MemberPath.Separator + member);
            var engines = WhoWants(place, bytes.Length);
            if (engines == 0)
                return;
            Engines |= engines;
            var form = TextForms.Of(bytes);
            if (form == TextForm.Binary)
            {
                _firstBinary = Binary++ == 0 ? member : _firstBinary;
                return;
            }

            var text = TextForms.Text(form, bytes, ref worker._turnedMember);
            foreach (var engine in worker._state.Participants)
            {
                if ((engines >> engine.Number & 1) != 0)
                    IsWhole &= worker.ReadWith(engine, new FileContent(place, text), member, ref detail);
            }
        }

        private uint WhoWants(byte[] place, long size)
        {
            var engines = 0u;
            foreach (var engine in worker._state.Participants)
            {
                if (worker.AsksFor(engine, new FileCandidate(place, size)))
                    engines |= 1u << engine.Number;
            }

            return engines;
        }
    }
}
