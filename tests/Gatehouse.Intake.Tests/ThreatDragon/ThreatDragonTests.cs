using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.ThreatDragon;

public sealed class ThreatDragonTests
{
    private const string Second = """
        { "version": "2.2.0", "summary": { "title": "Shop", "owner": "Jo", "description": "", "id": 0 },
          "detail": { "contributors": [], "reviewer": "", "diagramTop": 1, "threatTop": 4, "diagrams": [ { "id": 0, "title": "Payment", "diagramType": "STRIDE", "version": "2.2.0", "cells": [
            { "id": "c-1", "shape": "store", "zIndex": 1, "data": { "type": "tm.Store", "name": "Orders", "outOfScope": false, "threats": [
              { "id": "t-1", "title": "Orders are read", "status": "Open", "severity": "High", "type": "Information disclosure", "mitigation": "Encrypt them", "description": "x", "modelType": "STRIDE", "number": 1 },
              { "id": "t-2", "title": "Orders are changed", "status": "Mitigated", "severity": "Critical", "type": "Tampering", "mitigation": "Only the till may write.\nOwner: Kim\nTest: OrderTests.Only_the_till_writes", "description": "x", "modelType": "STRIDE" },
              { "id": "t-3", "title": "Nobody knows who bought", "status": "NotApplicable", "severity": "High", "type": "Repudiation", "mitigation": "", "description": "x" } ] } },
            { "id": "c-2", "shape": "actor", "data": { "type": "tm.Actor", "name": "Customer", "outOfScope": true, "threats": [ { "id": "t-4", "title": "Posing as a customer", "status": "Open", "severity": "High", "type": "Spoofing", "mitigation": "", "description": "" } ] } },
            { "id": "c-3", "shape": "flow", "data": { "type": "tm.Flow", "name": "order", "threats": [ { "id": "t-5", "title": "Flooding", "status": "Mitigated", "severity": "TBD", "type": "Denial of service", "mitigation": "", "description": "" } ] } }
          ] } ] } }
        """;

    private const string First = """
        { "summary": { "title": "Shop" }, "detail": { "contributors": [], "diagrams": [ { "title": "Main", "diagramJson": { "cells": [
            { "id": "c-1", "type": "tm.Process", "attrs": { "text": { "text": "Web" } }, "threats": [ { "title": "Odd input", "status": "Open", "severity": "Medium", "type": "Elevation of privilege", "mitigation": "", "description": "" } ] } ] } } ] } }
        """;

    [Fact]
    public void Threats_have_their_element_their_risk_and_what_mitigates_them()
    {
        var fact = Report.Fact(Second);
        Assert.Equal((Completeness.Complete, "Threat Dragon", "2.2.0"), (fact.Completeness, fact.Producer.Name, fact.Producer.Version));
        Assert.Equal(
            [
                "t-1 I HIGH: Orders are read [Orders]",
                "t-2 T CRITICAL: Orders are changed [Orders] <- (Kim, OrderTests.Only_the_till_writes): Only the till may write.",
                "t-3 R INFO: Nobody knows who bought [Orders]",
                "t-4 S INFO: Posing as a customer [Customer]",
                "t-5 D HIGH: Flooding [order] <- (Jo, no test): \"Flooding\" is mitigated: the model does not say how",
            ],
            Threats.Lines(fact));
        Assert.Equal(["Customer", "Orders", "order"], Threats.Of(fact).Assets);
    }

    [Fact]
    public void A_model_of_version_1_has_its_cells_deeper() =>
        Assert.Equal(["c-1-1 E MEDIUM: Odd input [Web]"], Threats.Lines(Report.Fact(First)));

    [Fact]
    public void A_model_without_a_diagram_holds_nothing() =>
        Assert.Empty(Threats.Of(Report.Fact("""{ "version": "2.0", "summary": { "title": "New" }, "detail": { "diagrams": [] } }""")).Threats);

    [Fact]
    public void Another_version_is_refused() =>
        Assert.Contains("version 3.0 of Threat Dragon's model is not read", Report.Problem(Second.Replace("\"version\": \"2.2.0\", \"summary\"", "\"version\": \"3.0\", \"summary\"", StringComparison.Ordinal)));

    [Fact]
    public void Threats_of_one_id_are_told_apart()
    {
        var fact = Report.Fact(Second.Replace("\"t-2\"", "\"t-1\"", StringComparison.Ordinal));
        Assert.Equal(["t-1", "t-1-2"], Threats.Of(fact).Threats.Take(2).Select(threat => threat.Id));
    }

    [Fact]
    public void A_word_that_is_not_known_is_told_and_stays_open()
    {
        var fact = Report.Fact(Second.Replace("\"Mitigated\", \"severity\": \"Critical\"", "\"Solved?\", \"severity\": \"Critical\"", StringComparison.Ordinal));
        Assert.Contains(fact.Notices, notice => notice.Reason.Contains("the status \"SOLVED?\" of a threat is not known: taken as Open", StringComparison.Ordinal));
        Assert.Contains("t-2 T CRITICAL: Orders are changed [Orders]", Threats.Lines(fact));
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Second, "threat-dragon");
        Report.SurvivesDamage(First, "threat-dragon");
    }
}
